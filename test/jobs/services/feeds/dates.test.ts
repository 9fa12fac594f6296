import { describe, expect, it } from "vitest";
import { feedTime } from "../../../../jobs/services/feeds/dates.ts";

describe("the date of a feed", () => {
  it.each([
    ["Wed, 02 Oct 2002 13:00:00 GMT", "2002-10-02T13:00:00.000Z"],
    ["Wed, 02 Oct 2002 15:00:00 +0200", "2002-10-02T13:00:00.000Z"],
    ["02 Oct 02 13:00 GMT", "2002-10-02T13:00:00.000Z"],
    ["Wed, 02 Oct 2002 15:00:00 CEST", "2002-10-02T13:00:00.000Z"],
    ["Wed, 02 Oct 2002 08:00:00 EST", "2002-10-02T13:00:00.000Z"],
    ["Wed, 02 Oct 2002 13:00:00 XYZT", "2002-10-02T13:00:00.000Z"],
    ["Mittwoch, 02 Oct 2002 13:00:00 GMT", "2002-10-02T13:00:00.000Z"],
    ["2002-10-02T15:00:00+02:00", "2002-10-02T13:00:00.000Z"],
    ["2002-10-02", "2002-10-02T00:00:00.000Z"],
    ["  2002-10-02T13:00:00Z\n", "2002-10-02T13:00:00.000Z"],
  ])("%j is %s", (text, iso) => expect(feedTime(text)).toBe(Date.parse(iso)));

  it.each(["", "soon", "2002-13-45", "Wed, 99 Foo 2002"])("%j is none", (text) => expect(feedTime(text)).toBeNull());
});
