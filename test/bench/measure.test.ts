import { describe, expect, it } from "vitest";
import { type Finding, type Goal, toMeasures } from "./support/measure.ts";
import { alternate, median, quietP99 } from "./support/stats.ts";

const ratio: Goal = { name: "ratio", unit: "x", goal: 2, better: "higher" };
const time: Goal = { name: "time", unit: "ms", goal: 5, better: "lower" };
const measured = (name: string, value: number): Finding => ({ kind: "measured", name, value, detail: "three rounds" });

describe("the measures of a bench", () => {
  it("are met when they reach their goal, from the right side", () => {
    const met = (ratioValue: number, timeValue: number) =>
      toMeasures([ratio, time], [measured("ratio", ratioValue), measured("time", timeValue)], "").map((one) => one.met);
    expect(met(2, 5)).toEqual([true, true]);
    expect(met(1.9, 5.1)).toEqual([false, false]);
  });

  it("are all there, each with name, value, goal and whether it is met", () => {
    const leftOut: Finding = { kind: "left out", name: "ratio", detail: "there is no PostgreSQL" };
    expect(toMeasures([ratio, time], [leftOut], "It ended with code 1.")).toEqual([
      { ...ratio, value: null, met: false, state: "left out", detail: "there is no PostgreSQL" },
      { ...time, value: null, met: false, state: "failed", detail: "It ended with code 1." },
    ]);
  });

  it("keep what a bench told before it died", () => {
    const [first, second] = toMeasures([ratio, time], [measured("ratio", 3)], "It did not end within 30 s.");
    expect(first).toMatchObject({ value: 3, met: true, state: "measured" });
    expect(second).toMatchObject({ value: null, met: false, detail: "It did not end within 30 s." });
  });
});

describe("taking turns", () => {
  it("gives the median of the rounds' ratios", async () => {
    const [ours, theirs] = [[10, 30, 20].values(), [10, 10, 10].values()];
    const next = (values: Iterator<number>) => async () => values.next().value ?? 0;
    const speeds = await alternate({ rounds: 3, budgetMs: 60_000 }, { ours: next(ours), theirs: next(theirs) });
    expect(speeds.ratio("ours", "theirs")).toBe(2);
    expect(speeds.words("ours", "theirs")).toBe("20 against 10 a second, median of 3 rounds");
  });

  it("goes on without one that fails, and says why", async () => {
    const speeds = await alternate(
      { rounds: 2, budgetMs: 0 },
      { ours: async () => 1, theirs: () => Promise.reject(new Error("it broke")) },
    );
    expect(speeds.of("ours")).toBe(1);
    expect(() => speeds.ratio("ours", "theirs")).toThrow("theirs failed: it broke");
  });
});

describe("figures", () => {
  it("have a middle, also when there are two", () => {
    expect([median([3, 1, 2]), median([1, 2])]).toEqual([2, 1.5]);
  });

  it("leave out a time in which the machine did something else", () => {
    expect(quietP99([Array(100).fill(1), [...Array(90).fill(1), ...Array(10).fill(50)]])).toBe(1);
  });
});
