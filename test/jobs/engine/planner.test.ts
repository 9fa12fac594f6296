import { describe, expect, it } from "vitest";
import { openEngine, type TestEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 23, 12);
const midnight = Date.UTC(2026, 10, 24);

/** A clock that only the test moves. */
function movableClock(start = noon) {
  let time = start;
  return {
    now: () => time,
    set: (value: number) => {
      time = value;
    },
  };
}

async function started(clock: ReturnType<typeof movableClock>, home = tempHome()): Promise<TestEngine> {
  const engine = openEngine({ home, now: clock.now });
  await engine.start();
  return engine;
}

const ledgerOf = (engine: TestEngine) =>
  engine.queries.ledger("daily", Number.MAX_SAFE_INTEGER, 100).map(({ scheduledAt, outcome, reason }) => ({
    scheduledAt,
    outcome,
    reason,
  }));

async function lastRun(engine: TestEngine) {
  const [run] = (await engine.queries.runs({ taskIds: ["daily"], limit: 1 })).runs;
  return run && engine.settled(run.id);
}

/** Moves the clock and has the engine look at it, as it does by itself every 30 s. */
async function moveTo(engine: TestEngine, clock: ReturnType<typeof movableClock>, time: number): Promise<void> {
  clock.set(time);
  await engine.wake();
}

describe("planning", () => {
  it("runs what is due and writes it down", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    expect(ledgerOf(engine)).toEqual([]);
    await moveTo(engine, clock, midnight + 200);
    expect(await lastRun(engine)).toMatchObject({ trigger: "schedule", scheduledAt: midnight, status: "completed" });
    expect(ledgerOf(engine)).toEqual([{ scheduledAt: midnight, outcome: "ran", reason: null }]);
  });

  it("fires no time twice, however often the clock is looked at or set back", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    await moveTo(engine, clock, midnight + 200);
    await lastRun(engine);
    for (const time of [midnight + 300, midnight - hour, midnight + 400, midnight - day, midnight + 500])
      await moveTo(engine, clock, time);
    expect(ledgerOf(engine)).toHaveLength(1);
    expect((await engine.queries.runs({ taskIds: ["daily"], limit: 9 })).runs).toHaveLength(1);
  });

  it("catches up once after a sleep, and says that it slept", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    await moveTo(engine, clock, midnight + 8 * hour);
    expect(await lastRun(engine)).toMatchObject({ trigger: "catch-up", scheduledAt: midnight });
    expect(ledgerOf(engine)).toEqual([{ scheduledAt: midnight, outcome: "ran-late", reason: "asleep" }]);
  });

  it("catches up only the newest of the times that no host was there for, and has a row for each", async () => {
    const clock = movableClock();
    const home = tempHome();
    const first = await started(clock, home);
    await first.stop();
    clock.set(midnight + 3 * day + hour);
    const second = await started(clock, home);
    expect(await lastRun(second)).toMatchObject({ trigger: "catch-up", scheduledAt: midnight + 3 * day });
    expect(ledgerOf(second).map(({ scheduledAt, outcome }) => [(scheduledAt - midnight) / day, outcome])).toEqual([
      [3, "ran-late"],
      [2, "missed"],
      [1, "missed"],
      [0, "missed"],
    ]);
  });

  it("leaves what is more than a day late as missed", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    await engine.scheduleCommands.update({ scheduleId: "daily:default", when: "0 0 1 12 *", zone: "UTC" });
    await moveTo(engine, clock, Date.UTC(2026, 11, 3));
    expect((await engine.queries.runs({ taskIds: ["daily"], limit: 9 })).runs).toEqual([]);
    expect(ledgerOf(engine)).toEqual([{ scheduledAt: Date.UTC(2026, 11, 1), outcome: "missed", reason: "too-late" }]);
  });

  it.each([
    ["schedule", (engine: TestEngine) => engine.scheduleCommands.pause("daily:default"), "paused"],
    ["job", (engine: TestEngine) => engine.commands.setTaskPaused("daily", true), "paused"],
    ["engine", (engine: TestEngine) => engine.commands.pauseEngine(undefined), "engine-paused"],
  ])("skips what is due while the %s is paused, with its row", async (_what, pause, reason) => {
    const clock = movableClock();
    const engine = await started(clock);
    await pause(engine);
    await moveTo(engine, clock, midnight + 200);
    expect(ledgerOf(engine)).toEqual([{ scheduledAt: midnight, outcome: "skipped", reason }]);
    expect((await engine.queries.runs({ taskIds: ["daily"], limit: 9 })).runs).toEqual([]);
  });

  it("starts no surprise run when a pause ends", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    await engine.scheduleCommands.pause("daily:default");
    clock.set(midnight + hour);
    await engine.scheduleCommands.resume("daily:default");
    await moveTo(engine, clock, midnight + 2 * hour);
    expect((await engine.queries.runs({ taskIds: ["daily"], limit: 9 })).runs).toEqual([]);
    expect(ledgerOf(engine)).toEqual([{ scheduledAt: midnight, outcome: "skipped", reason: "paused" }]);
  });

  it("skips a time whose last run has not ended", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    await engine.commands.pauseEngine(undefined);
    await engine.commands.resumeEngine();
    await engine.stores.database.exec(
      `INSERT INTO run (id, task_id, state, ready, trigger_kind, schedule_id, payload, max_attempts, created_at, due_at)
         VALUES ('open', 'gone', 'created', 0, 'schedule', 'daily:default', '{}', 1, 0, 0)`,
    );
    await moveTo(engine, clock, midnight + 200);
    expect(ledgerOf(engine)).toEqual([{ scheduledAt: midnight, outcome: "skipped", reason: "overlap" }]);
  });

  it("does not move the schedule when a job is run by hand", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    const { id } = await engine.commands.run("daily", {});
    await engine.settled(id);
    expect((await engine.queries.job("daily")).nextAt).toBe(midnight);
  });

  it("keeps the user's change beside what the task asks for", async () => {
    const clock = movableClock();
    const home = tempHome();
    const first = await started(clock, home);
    first.scheduleCommands.update({ scheduleId: "daily:default", when: "30 7 * * 1-5", zone: "Europe/Berlin" });
    await first.stop();
    const second = await started(clock, home);
    expect(second.queries.schedule("daily:default")).toMatchObject({
      when: "30 7 * * 1-5",
      zone: "Europe/Berlin",
      changed: true,
      defaultWhen: "0 0 * * *",
    });
    await second.scheduleCommands.reset("daily:default");
    expect(second.queries.schedule("daily:default")).toMatchObject({ when: "0 0 * * *", zone: "UTC", changed: false });
  });

  it("tells what the user changed, and takes it all back", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    const scheduleId = "daily:default";
    expect(engine.queries.schedule(scheduleId).changes).toEqual([]);
    const policies = { overlap: "queue-one", missed: "run-once" } as const;
    await engine.scheduleCommands.update({ scheduleId, when: "0 1 * * *", policies, payload: { more: 1 } });
    expect(engine.queries.schedule(scheduleId).changes).toEqual([
      { what: "when", default: "0 0 * * *", now: "0 1 * * *" },
      { what: "payload", default: {}, now: { more: 1 } },
      { what: "overlap", default: "skip", now: "queue-one" },
    ]);
    expect((await engine.scheduleCommands.reset(scheduleId)).changes).toEqual([]);
    expect(engine.queries.schedule(scheduleId).payload).toEqual({});
  });

  it("counts a changed schedule from now on: its times in the past were never due", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    await engine.scheduleCommands.update({ scheduleId: "daily:default", when: "0 11 * * *", zone: "UTC" });
    await moveTo(engine, clock, noon + hour);
    expect(ledgerOf(engine)).toEqual([]);
    expect((await engine.queries.job("daily")).nextAt).toBe(noon + 23 * hour);
  });

  it.each([
    ["61 * * * *", "UTC", "BAD_SCHEDULE"],
    ["0 0 30 2 *", "UTC", "BAD_SCHEDULE"],
    ["0 0 * * *", "Europe/Berlim", "BAD_INPUT"],
    ["2020-01-01T00:00:00Z", "UTC", "BAD_SCHEDULE"],
  ])("refuses %j in %s and changes nothing", async (when, zone, code) => {
    const engine = await started(movableClock());
    const updated = engine.scheduleCommands.update({ scheduleId: "daily:default", when, zone });
    await expect(updated).rejects.toMatchObject({ code });
    expect(engine.queries.schedule("daily:default")).toMatchObject({ when: "0 0 * * *", changed: false });
  });

  it("writes one row for a long row of missed times", async () => {
    const clock = movableClock();
    const engine = await started(clock);
    await engine.scheduleCommands.update({ scheduleId: "daily:default", when: "* * * * * *", zone: "UTC" });
    await moveTo(engine, clock, noon + hour);
    await lastRun(engine);
    const rows = engine.queries.ledger("daily", Number.MAX_SAFE_INTEGER, 5_000);
    expect(rows.reduce((sum, row) => sum + row.slots, 0)).toBe(3_600);
    expect(rows).toHaveLength(1_001);
    expect(rows.at(-1)).toMatchObject({ outcome: "missed", slots: 2_600 });
  });
});
