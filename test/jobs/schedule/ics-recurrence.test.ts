import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRule, startsWithin } from "../../../jobs/schedule/ics-recurrence.ts";

const day = (text: string): number => Date.parse(`${text}T00:00Z`);
const parseTime = (text: string): number | undefined => {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return match ? day(`${match[1]}-${match[2]}-${match[3]}`) : undefined;
};

/** The days of a rule that begins at `start`, within a span of days. */
function days(text: string, start: string, from: string, until: string): readonly string[] {
  const rule = parseRule(text, parseTime);
  if (!rule) throw new Error(`${text} cannot be read`);
  const times = startsWithin(
    { start: day(start), rule },
    { from: day(from), until: day(until), budget: { left: 500 } },
  );
  return times.map((at) => new Date(at).toISOString().slice(0, 10));
}

describe("a rule that comes again", () => {
  it.each([
    ["FREQ=WEEKLY;BYDAY=MO,WE", "2026-06-03", ["2026-06-03", "2026-06-08", "2026-06-10"]],
    ["FREQ=WEEKLY", "2026-06-03", ["2026-06-03", "2026-06-10"]],
    ["FREQ=WEEKLY;BYDAY=MO;BYMONTH=7", "2026-06-01", []],
    ["FREQ=DAILY;INTERVAL=5", "2026-06-01", ["2026-06-01", "2026-06-06", "2026-06-11"]],
    ["FREQ=DAILY;BYDAY=SA,SU", "2026-06-01", ["2026-06-06", "2026-06-07", "2026-06-13", "2026-06-14"]],
    ["FREQ=DAILY;BYMONTHDAY=3,-25", "2026-06-01", ["2026-06-03", "2026-06-06"]],
    ["FREQ=MONTHLY", "2026-05-04", ["2026-06-04"]],
    ["FREQ=MONTHLY;BYMONTH=6", "2026-05-04", ["2026-06-04"]],
    ["FREQ=MONTHLY;BYMONTH=7", "2026-05-04", []],
    ["FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=8,-30", "2026-05-04", ["2026-06-01", "2026-06-08"]],
    ["FREQ=MONTHLY;BYDAY=5MO", "2026-05-04", []],
    ["FREQ=YEARLY;BYMONTHDAY=2", "2026-01-02", ["2026-06-02"]],
    ["FREQ=YEARLY;BYMONTHDAY=-30;BYMONTH=6", "2026-01-02", ["2026-06-01"]],
    ["FREQ=YEARLY;BYDAY=FR", "2026-01-02", ["2026-06-05", "2026-06-12"]],
    ["FREQ=YEARLY;BYDAY=23FR", "2026-01-02", ["2026-06-05"]],
    ["FREQ=YEARLY;BYDAY=-30TU", "2026-01-02", ["2026-06-09"]],
    ["FREQ=DAILY;WKST=SU;COUNT=2", "2026-06-02", ["2026-06-02", "2026-06-03"]],
    ["freq=daily;until=20260602", "2026-06-01", ["2026-06-01", "2026-06-02"]],
  ])("has with %s from %s on the days that it says", (rule, start, expected) => {
    expect(days(rule, start, "2026-06-01", "2026-06-15")).toEqual(expected);
  });

  it("leaves out what lies before the event itself", () => {
    expect(days("FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3", "2026-06-03", "2026-06-01", "2026-06-20")).toEqual([
      "2026-06-05",
      "2026-06-08",
      "2026-06-12",
    ]);
  });

  it.each([
    "FREQ=HOURLY",
    "FREQ",
    "INTERVAL=2",
    "FREQ=DAILY;BYSETPOS=1",
    "FREQ=DAILY;UNTIL=tomorrow",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=1.5",
    "FREQ=DAILY;COUNT=0",
    "FREQ=DAILY;COUNT=many",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=YEARLY;BYMONTH=0",
    "FREQ=YEARLY;BYMONTHDAY=32",
    "FREQ=YEARLY;BYDAY=54MO",
    "FREQ=YEARLY;BYDAY=XX",
    "FREQ=YEARLY;BYDAY=1",
    "FREQ=YEARLY;BYDAY=",
  ])("is not read from %s", (text) => {
    expect(parseRule(text, parseTime)).toBeUndefined();
  });

  it("gives rising times within the span, within its budget, whatever the rule", () => {
    const list = (values: readonly string[]) =>
      fc.subarray([...values], { minLength: 1, maxLength: 3 }).map((some) => some.join(","));
    const text = fc
      .record(
        {
          FREQ: fc.constantFrom("YEARLY", "MONTHLY", "WEEKLY", "DAILY"),
          INTERVAL: fc.integer({ min: 1, max: 500 }).map(String),
          COUNT: fc.integer({ min: 1, max: 50 }).map(String),
          BYMONTH: list(["1", "2", "6", "12"]),
          BYMONTHDAY: list(["1", "15", "31", "-1", "-31"]),
          BYDAY: list(["MO", "SU", "5FR", "-1SA", "-53TU"]),
        },
        { requiredKeys: ["FREQ"] },
      )
      .map((parts) =>
        Object.entries(parts)
          .map((pair) => pair.join("="))
          .join(";"),
      );
    fc.assert(
      fc.property(text, fc.integer({ min: -20_000, max: 40_000 }), (rule, startDay) => {
        const parsed = parseRule(rule, parseTime);
        if (!parsed) throw new Error(`${rule} cannot be read`);
        const span = { from: day("2026-01-01"), until: day("2027-01-01"), budget: { left: 2_000 } };
        const start = startDay * 86_400_000;
        const times = startsWithin({ start, rule: parsed }, span);
        expect(span.budget.left).toBeGreaterThanOrEqual(0);
        for (const [index, at] of times.entries()) {
          expect(at >= Math.max(start, span.from) && at < span.until && at > (times[index - 1] ?? -Infinity)).toBe(
            true,
          );
        }
      }),
      { numRuns: 300, examples: [["FREQ=YEARLY;BYDAY=-53TU", 0]] },
    );
  });
});
