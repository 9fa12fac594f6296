import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import type { Occurrence } from "../../../jobs/model/read-models/schedules.ts";
import { joins, mergeHistory, putOccurrences } from "../../../renderer/state/history-rows.ts";
import { syncJob } from "../../support/window/sample-jobs.ts";
import { sampleRuns, summaryOf } from "../../support/window/sample-runs.ts";

const [model] = sampleRuns(syncJob, 0, 1).map(summaryOf);
if (!model) throw new Error("The sample has no run");

const runAt = (at: number): RunSummary => ({ ...model, id: `run-${at}`, createdAt: at });
const slotAt = (at: number, values: Partial<Occurrence> = {}): Occurrence => ({
  scheduleId: "sync-s3:default",
  scheduledAt: at,
  outcome: "missed",
  reason: "asleep",
  runId: null,
  decidedAt: at,
  lateMs: 0,
  slots: 1,
  ...values,
});

describe("mergeHistory", () => {
  it("puts due times without a run between the runs, newest first", () => {
    const { rows, needs } = mergeHistory({
      runs: [runAt(50), runAt(30)],
      runsDone: true,
      ledger: [slotAt(40), slotAt(20)],
      ledgerDone: true,
    });
    expect(rows.map(({ at, kind }) => `${kind} ${at}`)).toEqual(["run 50", "slot 40", "run 30", "slot 20"]);
    expect(needs).toEqual({ runs: false, ledger: false });
  });

  it("gives a run what the ledger says of it instead of a row of its own", () => {
    const occurrence = slotAt(10, { runId: "run-50", outcome: "ran-late" });
    const { rows } = mergeHistory({ runs: [runAt(50)], runsDone: true, ledger: [occurrence], ledgerDone: true });
    expect(rows).toEqual([{ kind: "run", key: "run-50", at: 50, run: runAt(50), occurrence }]);
  });

  it("leaves out what is not decided yet", () => {
    const ledger = [slotAt(60, { outcome: "pending" })];
    expect(mergeHistory({ runs: [], runsDone: true, ledger, ledgerDone: true }).rows).toEqual([]);
  });

  it("holds back rows that an unread page could still put something before", () => {
    const { rows, needs } = mergeHistory({
      runs: [runAt(50), runAt(30)],
      runsDone: false,
      ledger: [slotAt(40), slotAt(20), slotAt(10)],
      ledgerDone: true,
    });
    expect(rows.map(({ at }) => at)).toEqual([50, 40, 30]);
    expect(needs).toEqual({ runs: true, ledger: false });
  });

  it("shows, however both are cut into pages, the newest rows of the whole and nothing else", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 40 });
    fc.assert(
      fc.property(times, times, fc.nat(40), fc.nat(40), (runTimes, slotTimes, runsRead, ledgerRead) => {
        const runs = runTimes.sort((x, y) => y - x).map(runAt);
        const ledger = slotTimes.sort((x, y) => y - x).map((at) => slotAt(at));
        const part = mergeHistory({
          runs: runs.slice(0, runsRead),
          runsDone: runsRead >= runs.length,
          ledger: ledger.slice(0, ledgerRead),
          ledgerDone: ledgerRead >= ledger.length,
        });
        const whole = mergeHistory({ runs, runsDone: true, ledger, ledgerDone: true });
        const times = part.rows.map(({ at }) => at);
        expect(times).toEqual(whole.rows.slice(0, part.rows.length).map(({ at }) => at));
        const complete = part.rows.length === whole.rows.length;
        expect(complete || part.needs.runs || part.needs.ledger).toBe(true);
      }),
    );
  });
});

describe("putOccurrences", () => {
  it("keeps each due time of each schedule once, with its newest value", () => {
    const changed = slotAt(20, { outcome: "skipped", reason: "overlap" });
    const other = slotAt(20, { scheduleId: "sync-s3:second" });
    const rows = putOccurrences([slotAt(30), slotAt(20)], [changed, other, slotAt(10)]);
    expect(rows).toHaveLength(4);
    expect(rows.find((row) => row.scheduleId === "sync-s3:default" && row.scheduledAt === 20)).toEqual(changed);
  });
});

describe("joins", () => {
  it("tells whether a page read again reaches down to what is there", () => {
    expect(joins([slotAt(30)], [slotAt(50), slotAt(40), slotAt(30)])).toBe(true);
    expect(joins([slotAt(30)], [slotAt(50), slotAt(40)])).toBe(false);
    expect(joins([], [slotAt(50)])).toBe(true);
  });
});
