import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWhen } from "../../../../jobs/schedule/parse-when.ts";
import {
  asKind,
  canBeByClock,
  type MonthDay,
  patternOf,
  type Simple,
  simpleOf,
  timeOf,
} from "../../../../renderer/views/schedules/builder.ts";

const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const weekday = fc.nat(6);
const on: fc.Arbitrary<MonthDay> = fc.oneof(
  fc.record({ by: fc.constant("day" as const), day: fc.integer({ min: 1, max: 31 }) }),
  fc.constant({ by: "last-day" as const }),
  fc.record({
    by: fc.constant("weekday" as const),
    nth: fc.constantFrom<number | "last">(1, 2, 3, 4, "last"),
    weekday,
  }),
);
const days = fc.uniqueArray(weekday, { minLength: 1 }).map((each) => [...each].sort((a, b) => a - b));
const date = fc
  .date({ min: new Date("2026-01-01T00:00Z"), max: new Date("2100-01-01T00:00Z"), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const unit = fc.constantFrom("minutes" as const, "hours" as const, "days" as const);
const simple: fc.Arbitrary<Simple> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant("every" as const), count: fc.integer({ min: 1, max: 366 }), unit },
    byClock: fc.constant(false),
  }),
  fc.constant({ kind: "demand" as const }),
  fc
    .record({
      kind: fc.constant("every" as const),
      count: fc.integer({ min: 1, max: 59 }),
      unit,
      byClock: fc.constant(true),
    })
    .filter((each) => canBeByClock(each.count, each.unit)),
  fc.record({ kind: fc.constantFrom("daily" as const, "weekdays" as const), time }),
  fc.record({ kind: fc.constant("weekly" as const), days, time }),
  fc.record({ kind: fc.constant("monthly" as const), on, time }),
  fc.record({ kind: fc.constant("once" as const), date, time }),
);

describe("the builder", () => {
  it("gives the same fields back for the pattern that it wrote", () =>
    fc.assert(
      fc.property(simple, (each) => {
        expect(simpleOf(patternOf(each) ?? "")).toEqual(each);
      }),
    ));

  it("writes patterns that the host takes", () =>
    fc.assert(
      fc.property(simple, (each) => {
        const pattern = patternOf(each) ?? "";
        expect(parseWhen(pattern, { anchorAt: 0 }).ok, pattern).toBe(true);
      }),
    ));

  it("gives the same pattern back for every pattern that its fields can say", () => {
    const field = fc.oneof(
      fc.constant("*"),
      fc.nat(59).map(String),
      fc.constantFrom("*/5", "1-5", "L", "1,3", "5#2", "07"),
    );
    const pattern = fc.oneof(
      fc.tuple(field, field, field, fc.constant("*"), field).map((fields) => fields.join(" ")),
      fc.tuple(fc.nat(2_000), fc.constantFrom("m", "h", "d")).map(([count, letter]) => `every ${count}${letter}`),
    );
    fc.assert(
      fc.property(pattern, (each) => {
        const found = simpleOf(each);
        if (found) expect(patternOf(found)).toBe(each);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["every 10 minutes", 10, "minutes"],
    ["every 1 minute", 1, "minutes"],
    ["every 90 mins", 90, "minutes"],
    ["Every 2 hours", 2, "hours"],
    ["every hour", 1, "hours"],
    ["every 3 days", 3, "days"],
    ["every 7d", 7, "days"],
  ])("shows the interval %s in its fields", (text, count, unit) => {
    expect(parseWhen(text, { anchorAt: 0 }).ok).toBe(true);
    expect(simpleOf(text)).toEqual({ kind: "every", count, unit, byClock: false });
  });

  it.each([
    "30 7 * * MON-FRI",
    "0 0 30 2,3 *",
    "*/7 * * * *",
    "*/5 9-17 * * *",
    "0 0 * * 5L",
    "every 15s",
    "",
    "words",
  ])("leaves %s to the text", (pattern) => expect(simpleOf(pattern)).toBeNull());

  it("has no pattern while something is missing", () => {
    expect(patternOf({ kind: "daily", time: "25:00" })).toBeNull();
    expect(patternOf({ kind: "weekly", days: [], time: "07:30" })).toBeNull();
    expect(patternOf({ kind: "monthly", on: { by: "day", day: 32 }, time: "07:30" })).toBeNull();
    expect(patternOf({ kind: "once", date: "2026-02-30", time: "07:30" })).toBeNull();
    expect(patternOf({ kind: "every", count: 7, unit: "minutes", byClock: true })).toBeNull();
  });

  it("reads a time as people type it", () => {
    expect(["7:30", "0730", "730", "7"].map(timeOf)).toEqual([
      ...Array.from({ length: 3 }, () => ({ hour: 7, minute: 30 })),
      { hour: 7, minute: 0 },
    ]);
    expect(["", "24:00", "7:60", "seven"].map(timeOf)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("keeps the time when another kind is chosen", () => {
    expect(asKind({ kind: "daily", time: "07:30" }, "weekdays", "2026-11-28")).toEqual({
      kind: "weekdays",
      time: "07:30",
    });
    expect(asKind({ kind: "weekdays", time: "07:30" }, "weekly", "2026-11-28")).toMatchObject({
      days: [1, 2, 3, 4, 5],
    });
    expect(asKind(null, "once", "2026-11-28")).toEqual({ kind: "once", date: "2026-11-28", time: "09:00" });
  });
});
