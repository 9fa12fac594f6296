import { describe, expect, it } from "vitest";
import { parsePayload } from "../../../jobs/cli/payload.ts";
import { parseDuration } from "../../../jobs/cli/words.ts";

describe("a field of a payload", () => {
  it.each([
    ["12345678901234567890", "12345678901234567890"],
    ["9007199254740993", "9007199254740993"],
    ["1e999", "1e999"],
    ["9007199254740991", 9_007_199_254_740_991],
    ["-0.5", -0.5],
    ["true", true],
    ["007", "007"],
  ])("%s is a number only when it stays the same", (typed, value) => {
    expect(parsePayload(["--id", typed])).toEqual({ id: value });
  });
});

describe("a duration", () => {
  it.each([
    ["90s", 90_000],
    ["1h 30m", 5_400_000],
    ["36500d", 36_500 * 86_400_000],
  ])("%s is read", (typed, ms) => {
    expect(parseDuration(typed)).toBe(ms);
  });

  it.each(["36501d", "999999999999d", `${"9".repeat(90)}h`])("%s would end after all dates and is refused", (typed) => {
    expect(() => parseDuration(typed)).toThrow(/is too long. The longest duration is 36500d/);
  });

  it("of a hundred thousand digits is refused at once", () => {
    expect(() => parseDuration("1".repeat(100_000))).toThrow(/is no duration/);
  });
});
