import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JobDay } from "../../../../jobs/model/job-days.ts";
import { countsInWords, dayIndex, dayInWords, dayState, sumOf } from "../../../../renderer/views/jobs/days.ts";

const none: JobDay = {
  ...{ date: "2026-11-24", from: 0, completed: 0, caughtUp: 0, failed: 0, cancelled: 0, skipped: 0, missed: 0 },
};
const count = fc.nat(2_000);
const day = fc.record({
  ...{ date: fc.constant("2026-11-24"), from: fc.constant(0), completed: count, caughtUp: count },
  ...{ failed: count, cancelled: count, skipped: count, missed: count },
});

describe("a day", () => {
  it.each([
    [{ completed: 3, failed: 1, missed: 1 }, "failed"],
    [{ completed: 3, missed: 1 }, "missed"],
    [{ completed: 3, caughtUp: 1 }, "caught-up"],
    [{ completed: 3, skipped: 1 }, "completed"],
    [{ skipped: 1 }, "skipped"],
    [{ cancelled: 1, skipped: 1 }, "cancelled"],
    [{}, "none"],
  ] as const)("with %o is shown as %s", (values, state) => expect(dayState({ ...none, ...values })).toBe(state));

  it("is told in words", () => {
    expect(dayInWords({ ...none, failed: 1, completed: 3 })).toBe("Tue 24 Nov: 1 failed · 3 completed");
    expect(dayInWords(none)).toBe("Tue 24 Nov: nothing was due");
  });

  it("adds up with all others, and loses nothing", () =>
    fc.assert(
      fc.property(fc.array(day), (days) => {
        const sum = sumOf(days);
        for (const name of ["completed", "caughtUp", "failed", "cancelled", "skipped", "missed"] as const)
          expect(sum[name]).toBe(days.reduce((total, each) => total + each[name], 0));
        expect(countsInWords(sum) === "").toBe(Object.values(sum).every((value) => value === 0));
      }),
    ));
});

it("arrows move among the days by column and row, and stay inside", () => {
  const at = { rows: 5, count: 90 };
  expect(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"].map((key) => dayIndex(key, 7, at))).toEqual(
    [6, 8, 2, 12, 0, 89],
  );
  expect(dayIndex("ArrowRight", 88, at)).toBe(88);
  expect(dayIndex("ArrowUp", 0, at)).toBe(0);
  expect(dayIndex("x", 0, at)).toBeUndefined();
});
