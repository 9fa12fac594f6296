import { describe, expect, it } from "vitest";
import { createTimeFormat, createTimeFormats } from "../../../renderer/format/time.ts";

const berlin = createTimeFormat("Europe/Berlin");
/** A Monday evening. */
const now = Date.parse("2026-11-23T20:48:00+01:00");
const at = (text: string) => Date.parse(text);

describe("dayClock", () => {
  it.each([
    ["2026-11-23T00:00:00+01:00", "Today 00:00:00"],
    ["2026-11-22T18:22:05+01:00", "Yesterday 18:22:05"],
    ["2026-11-24T07:00:00+01:00", "Tomorrow 07:00:00"],
    ["2026-11-21T09:14:00+01:00", "Sat 09:14:00"],
    ["2026-11-16T00:00:00+01:00", "16 Nov 00:00:00"],
    ["2025-11-16T00:00:00+01:00", "16 Nov 2025 00:00:00"],
  ])("writes %s as %s", (text, expected) => {
    expect(berlin.dayClock(at(text), now)).toBe(expected);
  });

  it("goes by the days of its own zone, not of the machine", () => {
    const auckland = createTimeFormat("Pacific/Auckland");
    expect(auckland.dayClock(at("2026-11-23T12:00:00Z"), at("2026-11-23T10:00:00Z"))).toBe("Tomorrow 01:00:00");
  });

  it("writes both passes of the hour that comes twice in autumn", () => {
    expect(berlin.clock(at("2026-10-25T02:30:00+02:00"))).toBe("02:30");
    expect(berlin.clock(at("2026-10-25T02:30:00+01:00"))).toBe("02:30");
  });
});

describe("logClock", () => {
  it("writes the seconds of each time, also within a minute that was written before", () => {
    const kolkata = createTimeFormat("Asia/Kolkata");
    expect(
      ["2026-11-23T12:00:09.120Z", "2026-11-23T12:00:59Z", "2026-11-23T12:01:00Z"].map((text) =>
        kolkata.logClock(at(text)),
      ),
    ).toEqual(["17:30:09.120", "17:30:59.000", "17:31:00.000"]);
  });

  it("writes more times than are kept", () => {
    const minutes = Array.from({ length: 5_000 }, (_, index) => now + index * 60_000);
    expect(new Set(minutes.map((minute) => berlin.full(minute))).size).toBe(5_000);
    expect(berlin.logClock(now)).toBe("20:48:00.000");
  });
});

describe("untilShort", () => {
  it.each([
    ["2026-11-23T20:48:24+01:00", "24 s"],
    ["2026-11-23T21:30:00+01:00", "42 m"],
    ["2026-11-24T00:00:00+01:00", "3 h 12 m"],
    ["2026-11-24T07:00:00+01:00", "Tue 07:00"],
    ["2026-11-28T07:00:00+01:00", "Sat 07:00"],
    ["2026-12-24T18:00:00+01:00", "24 Dec"],
  ])("writes %s as %s", (text, expected) => {
    expect(berlin.untilShort(at(text), now)).toBe(expected);
  });

  it("names the time of day when that is still today but far away", () => {
    expect(berlin.untilShort(now, at("2026-11-23T06:00:00+01:00"))).toBe("20:48");
  });
});

describe("sinceShort", () => {
  it.each([
    ["2026-11-23T20:47:59.500+01:00", "now"],
    ["2026-11-23T20:47:24+01:00", "36 s ago"],
    ["2026-11-23T20:06:00+01:00", "42 m ago"],
    ["2026-11-23T02:00:00+01:00", "02:00"],
    ["2026-11-22T02:00:00+01:00", "yesterday 02:00"],
    ["2026-11-19T02:00:00+01:00", "Thu 02:00"],
  ])("writes %s as %s", (text, expected) => {
    expect(berlin.sinceShort(at(text), now)).toBe(expected);
  });
});

describe("date, full and logClock", () => {
  it("write a time to come, everything, and a line of a log", () => {
    expect(berlin.date(at("2026-11-24T00:00:00+01:00"), now)).toBe("Tue 24 Nov, 00:00");
    expect(berlin.date(at("2027-01-01T00:00:00+01:00"), now)).toBe("Fri 1 Jan 2027, 00:00");
    expect(berlin.full(now)).toBe("Mon 23 Nov 2026, 20:48:00 (Europe/Berlin)");
    expect(berlin.logClock(now + 14)).toBe("20:48:00.014");
  });
});

describe("createTimeFormats", () => {
  it("keeps one format per zone", () => {
    const formats = createTimeFormats();
    expect(formats("Asia/Tokyo")).toBe(formats("Asia/Tokyo"));
  });

  it("goes on with the machine's zone where it does not know the name", () => {
    expect(createTimeFormats()("Mars/Olympus").clock(now)).toMatch(/^\d\d:\d\d$/);
  });
});
