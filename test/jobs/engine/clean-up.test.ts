import { statSync } from "node:fs";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCleaner } from "../../../jobs/engine/cleaner.ts";
import { nextSize } from "../../../jobs/engine/slices.ts";
import { type RetentionPolicy, retentionPolicy } from "../../../jobs/model/retention.ts";
import { createSqliteQueue } from "../../../jobs/queue/sqlite/sqlite-queue.ts";
import type { Stores } from "../../../jobs/store/stores.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { newRun } from "../../support/new-run.ts";
import { openStores } from "../../support/open-stores.ts";
import { tempHome } from "../../support/temp-home.ts";

const dayMs = 86_400_000;
const now = 1_000 * dayMs;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function clean(stores: Stores, retention?: Partial<RetentionPolicy>, signal = new AbortController().signal) {
  return createCleaner({
    stores,
    policyOf: () => retentionPolicy(retention),
    hostZone: "UTC",
    clock: { now: () => now },
    log: silent,
  })(signal);
}

const rows = ({ database }: Stores, sql: string) => database.prepare(sql).pluck().all();
const ages = (stores: Stores, state: string) =>
  (rows(stores, `SELECT finished_at FROM run WHERE state = '${state}' ORDER BY seq`) as number[]).map((at) =>
    Math.round((now - at) / dayMs),
  );
const countsAreRight = ({ database }: Stores) =>
  database
    .prepare(
      `SELECT count(*) FROM (SELECT task_id, state, count(*) AS runs FROM run GROUP BY 1, 2) AS really
         FULL JOIN (SELECT * FROM run_count WHERE runs <> 0) AS kept USING (task_id, state)
         WHERE really.runs IS NOT kept.runs`,
    )
    .pluck()
    .get() === 0;

function endedDaysAgo(stores: Stores, state: "completed" | "failed" | "cancelled", days: readonly number[]): void {
  for (const day of days)
    fillHistory(stores, { runs: 1, linesPerRun: 3, endedAt: now - day * dayMs, states: [state], tasks: ["job"] });
}

describe("the clean-up", () => {
  it("deletes completed runs after 7 days and failures after 30, with tries, counters and log", async () => {
    const stores = openStores();
    endedDaysAgo(stores, "completed", [100, 8, 6, 0]);
    endedDaysAgo(stores, "cancelled", [9, 1]);
    endedDaysAgo(stores, "failed", [31, 29, 8]);
    const report = await clean(stores);
    expect([ages(stores, "completed"), ages(stores, "cancelled"), ages(stores, "failed")]).toEqual([
      [6, 0],
      [1],
      [29, 8],
    ]);
    expect(report).toMatchObject({ runs: 4, logLines: 12 });
    expect(rows(stores, "SELECT run_seq FROM attempt ORDER BY 1")).toEqual(
      rows(stores, "SELECT seq FROM run ORDER BY 1"),
    );
    expect(countsAreRight(stores)).toBe(true);
    for (const seq of [1, 2, 5, 7]) expect(stores.logs.size(seq)).toEqual({ lines: 0, dropped: 0 });
    expect(stores.logs.read(4, 0, 10)).toHaveLength(3);
  });

  it("keeps the newest run of each way of ending, so that a rare job still says how it last went", async () => {
    const stores = openStores();
    endedDaysAgo(stores, "completed", [90, 60]);
    endedDaysAgo(stores, "failed", [80]);
    await clean(stores);
    expect([ages(stores, "completed"), ages(stores, "failed")]).toEqual([[60], [80]]);
  });

  it("keeps a number of runs, however young the others are, and as many failures unless told otherwise", async () => {
    const stores = openStores();
    endedDaysAgo(stores, "completed", [5, 4, 3, 2, 1]);
    endedDaysAgo(stores, "failed", [5, 4, 3, 2, 1]);
    await clean(stores, { keepRuns: 2, keepFailures: 4 });
    expect([ages(stores, "completed"), ages(stores, "failed")]).toEqual([
      [2, 1],
      [4, 3, 2, 1],
    ]);
    await clean(stores, { keepRuns: 1 });
    expect([ages(stores, "completed"), ages(stores, "failed")]).toEqual([[1], [1]]);
  });

  it("never touches a run that waits or is active, however old", async () => {
    const stores = openStores();
    const queue = createSqliteQueue(stores.database);
    await queue.enqueue([newRun({ taskId: "job" }), newRun({ taskId: "job", dueAt: 5 })], 0);
    await queue.claim(() => ({ limit: 1, capacity: new Map([["job", 1]]), now: 1 }));
    await clean(stores, { deleteAfterMs: 0, keepRuns: 1 });
    expect(rows(stores, "SELECT state FROM run ORDER BY state")).toEqual(["active", "created"]);
  });

  it("deletes a run that took long only once its end is old enough, and what follows it all the same", async () => {
    const stores = openStores();
    endedDaysAgo(stores, "completed", [20, 19, 18, 0]);
    stores.database.prepare("UPDATE run SET finished_at = ? WHERE seq = 2").run(now - 3 * dayMs);
    await clean(stores);
    expect(rows(stores, "SELECT seq FROM run ORDER BY seq")).toEqual([2, 4]);
  });

  it("keeps the ledger for 90 days, and what is still open", async () => {
    const stores = openStores();
    const add = (days: number, outcome: "ran" | "pending") =>
      stores.occurrences.insert(
        {
          ...{ scheduleId: days > 200 ? "gone" : "job:default", scheduledAt: now - days * dayMs, outcome },
          ...{ reason: null, runId: null, lateMs: 0, slots: 1 },
        },
        now,
      );
    for (const days of [300, 120, 91, 89, 8]) add(days, "ran");
    add(110, "pending");
    expect(await clean(stores)).toMatchObject({ ledgerRows: 3 });
    expect(rows(stores, "SELECT scheduled_at FROM occurrence ORDER BY 1")).toEqual(
      [110, 89, 8].map((days) => now - days * dayMs),
    );
  });

  it("deletes the log of runs that vanished in another way", async () => {
    const stores = openStores();
    endedDaysAgo(stores, "completed", [1, 0]);
    stores.database.exec("DELETE FROM run WHERE seq = 1");
    expect(await clean(stores)).toMatchObject({ runs: 0, logLines: 3 });
    expect(stores.logs.read(2, 0, 10)).toHaveLength(3);
  });

  it("goes on with what the last one left when it was told to end", async () => {
    const stores = openStores();
    fillHistory(stores, { runs: 5_000, endedAt: 0, tasks: ["job"] });
    const ended = new AbortController();
    const first = clean(stores, undefined, ended.signal);
    ended.abort();
    const { runs } = await first;
    expect(runs).toBeGreaterThan(0);
    expect(runs).toBeLessThan(4_999);
    expect(runs + (await clean(stores)).runs).toBe(4_999);
  });

  it("holds nobody up, gives the space back and leaves a small write-ahead log", { timeout: 60_000 }, async () => {
    const home = tempHome();
    const stores = openStores(home);
    const size = (name: string) => statSync(path.join(home, name)).size;
    fillHistory(stores, { runs: 20_000, linesPerRun: 1, endedAt: 0, states: ["completed", "failed"] });
    const before = size("jobdeck.db");
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const report = await clean(stores);
    delay.disable();
    expect(report.runs).toBe(20_000 - 20);
    expect(delay.percentile(99) / 1e6).toBeLessThan(100);
    expect(size("jobdeck.db")).toBeLessThan(before / 20);
    expect(size("jobdeck.db-wal")).toBe(0);
    expect(stores.database.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(countsAreRight(stores)).toBe(true);
  });
});

describe("the size of a slice", () => {
  it("falls at once when a slice took long, and grows no faster than by doubling", () => {
    expect(nextSize(1_000, 48)).toBe(250);
    expect(nextSize(1_000, 0)).toBe(2_000);
    expect(nextSize(10, 500)).toBe(8);
  });

  it("comes to the wanted time for whatever a row costs", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (rowMs) => {
        let size = 64;
        for (let slice = 0; slice < 20; slice++) size = nextSize(size, size * rowMs);
        expect(size * rowMs).toBeLessThan(25);
      }),
    );
  });
});
