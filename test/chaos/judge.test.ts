import { describe, expect, it } from "vitest";
import { judge, type Kept } from "./judge.ts";
import type { Seen } from "./witness.ts";

type Row = Kept["ledger"][number];

const row = (at: number, change: Partial<Row> = {}): Row => ({
  ...{ scheduleId: "s", at, outcome: "ran", slots: 1, runId: `r${at}` },
  ...change,
});
const run = (at: number, state = "completed") => ({ id: `r${at}`, state, scheduleId: "s", scheduledAt: at });
const done = (at: number): readonly Seen[] => [
  { phase: "begin", run: `r${at}`, attempt: 1 },
  { phase: "end", run: `r${at}`, attempt: 1 },
  { phase: "completed", run: `r${at}` },
];
/** Due at 1 s, 2 s and 3 s; the second time was missed. */
const good: Kept = {
  judgedBy: 3_400,
  schedules: [{ id: "s", periodMs: 1_000, since: 100, until: 3_000 }],
  ledger: [row(1_000), row(2_000, { outcome: "missed", runId: null }), row(3_000)],
  runs: [run(1_000), run(3_000)],
};
const seen = [...done(1_000), ...done(3_000)];

describe("the judge of the chaos program", () => {
  it("finds nothing where every due time and every run came out as it was written down", () => {
    expect(judge(good, seen)).toEqual({ slots: 3, runs: 2, lost: [], doubled: [] });
  });

  it("takes a row that stands for many times as all of them", () => {
    const ledger = [row(2_000, { outcome: "missed", runId: null, slots: 2 }), row(3_000)];
    expect(judge({ ...good, ledger }, seen).lost).toEqual([]);
  });

  it.each<[string, Partial<Kept>, readonly Seen[], RegExp]>([
    ["a due time without a row", { ledger: [row(1_000), row(3_000)] }, seen, /no row in the ledger for s 2000/],
    [
      "a row that never came to an end",
      { ledger: [...good.ledger.slice(0, 2), row(3_000, { outcome: "pending" })] },
      seen,
      /still pending/,
    ],
    ["a row without its run", { runs: [run(1_000)] }, seen, /has no completed run: s 3000/],
    ["a run that never ended", { runs: [run(1_000), run(3_000, "active")] }, seen, /r3000 ended as active/],
    ["an acknowledged run that is gone", {}, [...seen, { phase: "acknowledged", run: "x" }], /x was acknowledged/],
    ["a run that is said to be completed and was never done", {}, done(1_000), /r3000 is completed and was never done/],
    ["a schedule that stood still", { judgedBy: 9_000 }, seen, /was planned up to 3000 only/],
  ])("finds lost: %s", (_what, change, lines, expected) => {
    expect(judge({ ...good, ...change }, lines).lost).toContainEqual(expect.stringMatching(expected));
  });

  it.each<[string, Partial<Kept>, readonly Seen[], RegExp]>([
    ["two rows for one time", { ledger: [...good.ledger, row(1_000)] }, seen, /two rows in the ledger for s 1000/],
    ["a row for a time that was not due", { ledger: [...good.ledger, row(2_500)] }, seen, /not due: s 2500/],
    ["two runs of one time", { runs: [...good.runs, run(1_000)] }, seen, /two runs of s 1000/],
    [
      "a run that begins after it was completed",
      {},
      [...seen, { phase: "begin", run: "r1000", attempt: 2 }],
      /r1000 went on \(begin\)/,
    ],
    ["a run that is completed twice", {}, [...seen, { phase: "completed", run: "r1000" }], /r1000 was completed twice/],
    ["a try that ends twice", {}, [{ phase: "end", run: "r1000", attempt: 1 }, ...seen], /r1000 1 ended twice/],
  ])("finds done twice: %s", (_what, change, lines, expected) => {
    expect(judge({ ...good, ...change }, lines).doubled).toContainEqual(expect.stringMatching(expected));
  });
});
