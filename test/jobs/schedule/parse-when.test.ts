import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeWhen } from "../../../jobs/schedule/describe.ts";
import { nextTimes } from "../../../jobs/schedule/next-times.ts";
import { parseWhen } from "../../../jobs/schedule/parse-when.ts";

const parse = (text: string, zone = "UTC") => parseWhen(text, { anchorAt: 0, zone });
const words = (text: string, zone = "UTC") => {
  const parsed = parse(text, zone);
  return parsed.ok ? describeWhen(parsed.when, zone) : parsed.error.message;
};
const next = (text: string, from: string, count = 2) => {
  const parsed = parse(text);
  if (!parsed.ok) throw parsed.error;
  return nextTimes({ when: parsed.when, zone: "UTC", fromMs: Date.parse(from), count }).map((at) =>
    new Date(at).toISOString().slice(0, 19),
  );
};

describe("parseWhen", () => {
  it.each([
    ["0 0 * * *", "Every day at 00:00"],
    ["@daily", "Every day at 00:00"],
    ["30 7 * * 1-5", "Weekdays at 07:30"],
    ["0 9 * * 1", "Every Monday at 09:00"],
    ["*/5 * * * *", "Every 5 minutes"],
    ["0 */6 * * *", "Every 6 hours"],
    ["every 15m", "Every 15 minutes"],
    ["every hour", "Every hour"],
    ["every 36 h", "Every 36 hours"],
    ["On demand", "Only on demand"],
    ["2026-12-24T18:00Z", "Once, on Thursday 24 December 2026 at 18:00"],
  ])("reads %j as %j", (text, meaning) => {
    expect(words(text)).toBe(meaning);
  });

  it("reads a date without an offset in the schedule's zone", () => {
    expect(parse("2026-12-24 18:00", "Europe/Berlin")).toMatchObject({ when: { at: Date.UTC(2026, 11, 24, 17) } });
  });

  it.each([
    ["2026-12-24", "2026-12-24T00:00:00.000Z"],
    ["2026-12-24T18:00z", "2026-12-24T18:00:00.000Z"],
    ["2026-12-24T18:00:30.5-0330", "2026-12-24T21:30:30.500Z"],
    ["2026-12-24 18:00 +05:45", "2026-12-24T12:15:00.000Z"],
  ])("reads the date %s as the instant %s", (text, instant) => {
    expect(parse(text)).toMatchObject({ when: { kind: "once", at: Date.parse(instant) } });
  });

  it("takes a date for UTC where no zone is said", () => {
    expect(parseWhen("2026-12-24T18:00", { anchorAt: 0 })).toMatchObject({ when: { at: Date.UTC(2026, 11, 24, 18) } });
  });

  it.each([
    ["", /empty/],
    ["2026-12-24T25:00", /no date/],
    ["2026-12-24 in the evening", /no date/],
    ["every 5", /cannot be understood/],
    ["0 0 * * \u{1f4a9}", /character/],
    [`${"1,".repeat(60)}61 * * * *`, /^"(1,){28}1…" cannot be used/],
    ["61 * * * *", /minute.*61.*0 to 59/i],
    ["0 24 * * *", /hour.*24.*0 to 23/i],
    ["0 0 0 * *", /day.*1 to 31/i],
    ["0 0 * 13 *", /month.*13.*1 to 12/i],
    ["0 0 30 2 *", /never fires/],
    ["__proto__", /1 field;/],
    ["constructor", /1 field;/],
    ["0 0 31 4,6 *", /never fires/],
    ["* * *", /3 fields/],
    ["0 0 * * * * 2026", /7 fields/],
    ["@fortnightly", /no nickname/],
    ["every 3 fortnights", /cannot be understood/],
    ["every 0s", /out of range/],
    ["every 100000d", /out of range/],
    ["2026-02-30", /no date/],
    ["2026-13-01T00:00", /no date/],
    ["0 0 * * *; rm -rf /", /fields|character/],
    ["*/0 * * * *", /cannot be used/],
    ["5-1 * * * *", /cannot be used/],
    ["x".repeat(1_000_000), /1000000 characters/],
    // No clock is further from UTC than 14 hours.
    ["2026-12-24T18:00+99:99", /no date/],
    ["2026-12-24T18:00+15:00", /no date/],
    ["2026-12-24T18:00-01:60", /no date/],
    // The field, what stands in it, and what could.
    ["H * * * *", /the minute "H" cannot be understood\. Minutes go from 0 to 59\. Lists/],
    ["0/5 * * * *", /the minute "0\/5".* Write \*\/5 for a step/],
    ["*/90 * * * *", /the minute "\*\/90".* at most as much as the field has/],
    ["0 23-6 * * *", /the hour "23-6".* from the lower to the higher/],
    ["0 0 * * L", /the day of the week "L".* 5L in the last field/],
    ["0 0 * * 1#6", /the day of the week "1#6".* Write 5#2/],
    ["0 0 1-5W * *", /the day "1-5W".* Write 15W/],
    ["0,,5 * * * *", /the minute "0,,5"/],
    ["0 0 * foo *", /the month "foo".* JAN to DEC/],
  ])("refuses case %# with the reason", (text, reason) => {
    const parsed = parse(text);
    expect(parsed.ok).toBe(false);
    expect(words(text)).toMatch(reason);
  });

  it("takes no more than 100 ms to judge any pattern", () => {
    const piece = fc.constantFrom(
      "*",
      "/",
      ",",
      "-",
      "#",
      "L",
      "W",
      "?",
      " ",
      "0",
      "59",
      "31",
      "7",
      "MON",
      "FEB",
      "L-40",
      "*/0",
      "1-59/7",
      "\u00a0",
      "NaN",
      "1e9",
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((parts) => parts.join("")),
      fc.string({ maxLength: 600 }),
    );
    const fields = fc.array(fc.constantFrom("*", "29", "L", "31W", "1#5", "5#5", "*/59", "0-59/13", "30", "2", "7#5"), {
      minLength: 5,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fields.map((parts) => parts.join(" ")),
        ),
        (pattern) => {
          // The processor's time, not the clock's: the machine has other things to do as well.
          const before = process.cpuUsage();
          parse(pattern);
          const { user, system } = process.cpuUsage(before);
          expect((user + system) / 1_000).toBeLessThan(100);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("the dialect", () => {
  it.each([
    ["0 0 L * *", "2026-02-01T00:00Z", ["2026-02-28T00:00:00", "2026-03-31T00:00:00"]],
    ["0 0 * * 5#2", "2026-11-01T00:00Z", ["2026-11-13T00:00:00", "2026-12-11T00:00:00"]],
    ["0 0 15W * *", "2026-11-01T00:00Z", ["2026-11-16T00:00:00", "2026-12-15T00:00:00"]],
    ["*/30 * * * * *", "2026-11-01T00:00Z", ["2026-11-01T00:00:30", "2026-11-01T00:01:00"]],
    ["0 0 29 2 *", "2026-11-01T00:00Z", ["2028-02-29T00:00:00", "2032-02-29T00:00:00"]],
    ["0 0 13 * 5", "2026-11-01T00:00Z", ["2026-11-06T00:00:00", "2026-11-13T00:00:00"]],
    ["every 15m", "2026-11-01T00:07Z", ["2026-11-01T00:15:00", "2026-11-01T00:30:00"]],
  ])("%s", (text, from, times) => {
    expect(next(text, from)).toEqual(times);
  });
});
