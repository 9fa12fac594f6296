import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createCleaner } from "../../../jobs/engine/cleaner.ts";
import { createJobDays } from "../../../jobs/engine/job-days.ts";
import { shownDays } from "../../../jobs/model/job-days.ts";
import { retentionPolicy } from "../../../jobs/model/retention.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { jobDaysSql } from "../../../jobs/store/job-days.ts";
import { scheduleRunsSql } from "../../../jobs/store/schedule-runs.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { openEngine } from "../../support/open-engine.ts";
import { openStores } from "../../support/open-stores.ts";
import { threadCpuMs } from "../../support/thread-cpu.ts";

const hour = 3_600_000;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 27, 12);

const task = schemaTask({
  id: "job",
  schema: z.object({}),
  isolation: "inline",
  schedules: [{ id: "hourly", when: "0 * * * *", zone: "UTC" }],
  run: () => null,
});

/** Days of a store that the test has filled, read at noon. */
async function daysOf(stores: ReturnType<typeof openStores>, zone = "UTC", scheduleId?: string) {
  const read = createJobDays({
    ...{
      reader: stores.jobDays,
      timeline: stores.timeline,
      past: stores.pastRuns,
      clock: { now: () => noon },
      hostZone: zone,
    },
    breathe: () => Promise.resolve(),
  });
  return (await read({ taskId: "job", scheduleId })).days;
}

describe("the last days of a job", () => {
  it("are ninety days of the host's zone, today included, however long they are", async () => {
    const days = await daysOf(openStores(), "Europe/Berlin");
    expect(days).toHaveLength(shownDays);
    expect(days.at(-1)).toMatchObject({ date: "2026-11-27", from: Date.parse("2026-11-26T23:00Z"), completed: 0 });
    const change = days.findIndex(({ date }) => date === "2026-10-25");
    expect((days[change + 1]?.from ?? 0) - (days[change]?.from ?? 0)).toBe(25 * hour);
  });

  it("count every run on the day on which it was made, by how it ended", async () => {
    const stores = openStores();
    const at = { tasks: ["job"], states: ["completed", "failed", "cancelled"] } as const;
    fillHistory(stores, { runs: 30, endedAt: noon - 200 * day, ...at });
    fillHistory(stores, { runs: 6, endedAt: noon - day, ...at });
    fillHistory(stores, { runs: 3, endedAt: noon - 60, ...at });
    fillHistory(stores, { runs: 5, endedAt: noon - 50, tasks: ["another"] });
    const days = await daysOf(stores);
    const sum = days.reduce((total, each) => total + each.completed + each.failed + each.cancelled, 0);
    expect(sum).toBe(9);
    expect(days.at(-2)).toMatchObject({ date: "2026-11-26", completed: 2, failed: 2, cancelled: 2 });
    expect(days.at(-1)).toMatchObject({ completed: 1, failed: 1, cancelled: 1 });
  });

  it("tell what was caught up, missed and skipped from what was done at its time", async () => {
    const clock = { time: noon - 2 * day };
    const engine = openEngine({ now: () => clock.time, tasks: [task] });
    await engine.start();
    clock.time += 5 * hour + 600_000;
    await engine.wake();
    const { runs } = await engine.queries.runs({ limit: 1 });
    await engine.settled(runs[0]?.id ?? "");
    await engine.commands.setTaskPaused("job", true);
    clock.time += day;
    await engine.wake();
    const { days } = await engine.jobDays({ taskId: "job" });
    expect(days.at(-2)).toMatchObject({ caughtUp: 1, completed: 0, missed: 4, skipped: 6 });
    expect(days.at(-1)).toMatchObject({ caughtUp: 0, completed: 0, missed: 0, skipped: 18 });
  });

  it.each([
    ["in all", undefined, { completed: 2, caughtUp: 0, skipped: 2 }],
    ["by one schedule", "job:a", { completed: 1, caughtUp: 1, skipped: 2 }],
  ])("count what was skipped %s as that, and as nothing else", async (_what, scheduleId, counts) => {
    const stores = openStores();
    fillHistory(stores, { runs: 4, endedAt: noon - 60, tasks: ["job"] });
    stores.database.prepare("UPDATE run SET schedule_id = 'job:a'").run();
    stores.database.prepare("UPDATE run SET outcome = 'skipped' WHERE seq <= 2").run();
    stores.database.prepare("UPDATE run SET trigger_kind = 'catch-up' WHERE seq BETWEEN 2 AND 3").run();
    expect((await daysOf(stores, "UTC", scheduleId)).at(-1)).toMatchObject(counts);
  });

  it("go further back than its runs are kept", async () => {
    const stores = openStores();
    const states = ["completed", "failed"] as const;
    fillHistory(stores, { runs: 40, endedAt: noon - 60 * day, tasks: ["job"], states });
    fillHistory(stores, { runs: 2, endedAt: noon - 60, tasks: ["job"], states });
    stores.database.prepare("UPDATE run SET trigger_kind = 'catch-up', schedule_id = 'job:a' WHERE seq = 1").run();
    stores.database.prepare("UPDATE run SET outcome = 'skipped' WHERE seq = 3").run();
    const clean = createCleaner({
      ...{ stores, policyOf: () => retentionPolicy({}), hostZone: "UTC", clock: { now: () => noon } },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const before = await daysOf(stores);
    expect((await clean(new AbortController().signal)).runs).toBe(40);
    const after = await daysOf(stores);
    const then = (days: typeof after) => days.find(({ date }) => date === "2026-09-28");
    expect(then(after)).toEqual({ ...then(before), completed: 18, caughtUp: 1, failed: 20, skipped: 1 });
    expect((await daysOf(stores, "UTC", "job:a")).map(({ caughtUp }) => caughtUp).filter(Boolean)).toEqual([1]);
    expect(after.at(-1)).toEqual(before.at(-1));
  });

  it("can be asked for one schedule of several", async () => {
    const stores = openStores();
    fillHistory(stores, { runs: 4, endedAt: noon - 60, tasks: ["job"] });
    stores.database.prepare("UPDATE run SET schedule_id = 'job:a' WHERE seq = 1").run();
    expect((await daysOf(stores, "UTC", "job:a")).at(-1)?.completed).toBe(1);
    expect((await daysOf(stores)).at(-1)?.completed).toBe(4);
  });

  it("are read by an index in each question, and counted by the index alone", () => {
    const { database } = openStores();
    const given = { id: "job", from: 1, before: 9, limit: 9, state: "failed" };
    for (const [name, sql] of Object.entries({ ...jobDaysSql, scheduleRunsSql })) {
      const marks = sql.split("?").length - 1;
      const plan = z
        .array(z.object({ detail: z.string() }))
        .parse(
          database
            .prepare(`EXPLAIN QUERY PLAN ${sql}`)
            .all(...(marks > 0 ? Array.from({ length: marks }, () => 1) : [given])),
        );
      for (const { detail } of plan) expect(detail, name).toMatch(/^SEARCH /);
      if (/^(of|skippedOf)/.test(name) || name === "caughtUp")
        expect(plan[0]?.detail, name).toContain("COVERING INDEX");
    }
  });

  it("are read in pieces of a few milliseconds at 30,000 runs and as many rows of the ledger", async () => {
    const stores = openStores();
    fillHistory(stores, { runs: 30_000, endedAt: noon - 30_000, tasks: ["job"], states: ["completed", "failed"] });
    stores.database.exec(
      `INSERT INTO occurrence (schedule_id, scheduled_at, outcome, decided_at)
         SELECT 'job:hourly', created_at, CASE seq % 2 WHEN 0 THEN 'ran' ELSE 'skipped' END, created_at FROM run`,
    );
    const pieces: number[] = [];
    let since = threadCpuMs();
    const read = createJobDays({
      ...{
        reader: stores.jobDays,
        timeline: stores.timeline,
        past: stores.pastRuns,
        clock: { now: () => noon },
        hostZone: "UTC",
      },
      breathe: async () => {
        pieces.push(threadCpuMs() - since);
        since = threadCpuMs();
      },
    });
    const { days } = await read({ taskId: "job" });
    expect(days.at(-1)).toMatchObject({ completed: 15_000, failed: 15_000, skipped: 15_000 });
    pieces.sort((left, right) => right - left);
    // Some pieces are allowed to meet a collection of garbage.
    expect(pieces[Math.ceil(pieces.length / 20)]).toBeLessThan(10);
  });
});
