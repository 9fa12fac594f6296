import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDuration, writeDuration } from "../../../renderer/format/parse-duration.ts";

it.each([
  ["90s", 90_000],
  ["1 h 30 m", 5_400_000],
  ["1.5 hours", 5_400_000],
  ["2d", 172_800_000],
  ["0", 0],
])("%s is %d ms", (text, ms) => expect(parseDuration(text)).toBe(ms));

it.each(["", "soon", "5", "h", "-1 h", "1 week"])("%s is no duration", (text) =>
  expect(parseDuration(text)).toBeNull(),
);

it("reads back what it writes", () =>
  fc.assert(
    fc.property(fc.nat(400 * 86_400), (seconds) => {
      expect(parseDuration(writeDuration(seconds * 1_000))).toBe(seconds * 1_000);
    }),
  ));
