import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Occurrence } from "../../../jobs/model/read-models/schedules.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine, type TestEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 27, 12);
const everyMs = 10 * minute;
const begin = noon + minute;

const job = schemaTask({
  id: "job",
  schema: z.object({}),
  isolation: "inline",
  schedules: [{ when: "*/10 * * * *", zone: "UTC" }],
  run: () => null,
});
const scheduleId = "job:default";

/** A home whose hosts share a clock that only the test moves. */
function createHome(start = noon) {
  const clock = { time: start };
  const home = tempHome();
  const host = async (): Promise<TestEngine> => {
    const engine = openEngine({ home, now: () => clock.time, tasks: [job] });
    await engine.start();
    return engine;
  };
  return { clock, host };
}

const rowsOf = (engine: TestEngine) => engine.queries.ledger("job", Number.MAX_SAFE_INTEGER, 1_000);
const wordsOf = (engine: TestEngine) =>
  rowsOf(engine)
    .map(({ scheduledAt, outcome, reason }) => `${(scheduledAt - noon) / minute} ${outcome} ${reason}`)
    .reverse();
/** Any number: the ledger does not care how the runs go. */
const runTimes = async (engine: TestEngine) =>
  (await engine.queries.runs({ limit: 1_000 })).runs.map(({ scheduledAt }) => scheduledAt);

async function allEnded(engine: TestEngine): Promise<void> {
  for (const { id } of (await engine.queries.runs({ limit: 9 })).runs) await engine.settled(id);
}

describe("the ledger", () => {
  it("has a row for each time across a sleep, a pause, and a time without a host", async () => {
    const { clock, host } = createHome();
    const first = await host();
    clock.time = noon + 10 * minute;
    await first.wake();
    await allEnded(first);
    clock.time = noon + 35 * minute;
    await first.wake();
    await first.commands.pauseEngine(undefined);
    clock.time = noon + 40 * minute;
    await first.wake();
    await first.commands.resumeEngine();
    await first.stop();
    clock.time = noon + 65 * minute;
    const second = await host();
    expect(wordsOf(second)).toEqual([
      expect.stringMatching(/^10 ran/),
      "20 missed superseded",
      expect.stringMatching(/^30 (ran-late|pending) asleep$/),
      "40 skipped engine-paused",
      "50 missed superseded",
      expect.stringMatching(/^60 (ran-late|pending|skipped) (host-off|overlap)$/),
    ]);
  });

  it("keeps to a pause that was over when the machine woke", async () => {
    const { clock, host } = createHome();
    const engine = await host();
    await engine.commands.pauseEngine(15 * minute);
    clock.time = noon + 21 * minute;
    await engine.wake();
    expect(wordsOf(engine)).toEqual([
      "10 skipped engine-paused",
      expect.stringMatching(/^20 (ran-late|pending) asleep$/),
    ]);
  });

  it("keeps to a pause that was over when the next host began", async () => {
    const { clock, host } = createHome();
    const first = await host();
    await first.commands.pauseEngine(15 * minute);
    await first.stop();
    clock.time = noon + 16 * minute;
    const second = await host();
    expect(wordsOf(second)).toEqual(["10 skipped engine-paused"]);
    expect(await runTimes(second)).toEqual([]);
  });

  it("has one row and one run for each time when two hosts begin at once", async () => {
    const { clock, host } = createHome();
    await (await host()).stop();
    clock.time = noon + 25 * minute;
    const [first, second] = await Promise.all([host(), host()]);
    for (let step = 0; step < 3; step++) {
      clock.time += everyMs;
      await Promise.all([first.wake(), second.wake()]);
      for (const run of (await first.queries.runs({ limit: 9 })).runs)
        await first.settled(run.id).catch(() => undefined);
    }
    expect(rowsOf(first).map(({ scheduledAt }) => (scheduledAt - noon) / minute)).toEqual([50, 40, 30, 20, 10]);
    const times = await runTimes(first);
    expect(new Set(times).size).toBe(times.length);
  });

  it("decides anew what a clock that was far ahead had given up", async () => {
    const { clock, host } = createHome();
    const engine = await host();
    clock.time = noon + 400 * day;
    await engine.wake();
    await allEnded(engine);
    clock.time = noon + minute;
    await engine.wake();
    expect(engine.queries.schedule(scheduleId).next[0]).toBe(noon + 10 * minute);
    for (const time of [10, 20, 30]) {
      clock.time = noon + time * minute;
      await engine.wake();
      await allEnded(engine);
    }
    const near = engine.queries
      .ledger("job", noon + day, 10)
      .map(({ scheduledAt, outcome }) => [scheduledAt - noon, outcome]);
    expect(near.slice(0, 3)).toEqual([
      [30 * minute, "ran"],
      [20 * minute, "ran"],
      [10 * minute, "ran"],
    ]);
  });

  it("counts every time of a very long absence", async () => {
    const { clock, host } = createHome();
    const engine = await host();
    await engine.scheduleCommands.update({ scheduleId, when: "* * * * * *", zone: "UTC" });
    clock.time = noon + 3 * day;
    await engine.wake();
    const all = engine.stores.database
      .prepare<[], { slots: number; last: number }>(
        "SELECT sum(slots) AS slots, max(scheduled_at) AS last FROM occurrence",
      )
      .get();
    expect(all).toEqual({ slots: (3 * day) / 1_000, last: clock.time });
    expect((await engine.queries.runs({ limit: 9 })).runs).toHaveLength(1);
  });

  it("loses no time when it could not be written for a while", async () => {
    const { clock, host } = createHome();
    const engine = await host();
    engine.stores.database.exec(
      "CREATE TRIGGER full BEFORE INSERT ON occurrence BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    );
    clock.time = noon + 10 * minute;
    await engine.wake();
    expect(rowsOf(engine)).toEqual([]);
    expect(engine.problems.join()).toContain("the disk is full");
    engine.stores.database.exec("DROP TRIGGER full");
    clock.time += 30_000;
    await engine.wake();
    expect(wordsOf(engine)).toEqual([expect.stringMatching(/^10 (ran|pending) null$/)]);
  });

  it("keeps the rows of a schedule that is gone", async () => {
    const { clock, host } = createHome();
    const engine = await host();
    const own = await engine.scheduleCommands.create({ taskId: "job", when: "5 * * * *", zone: "UTC" });
    clock.time = noon + 5 * minute;
    await engine.wake();
    await engine.scheduleCommands.remove(own.id);
    expect(rowsOf(engine)).toMatchObject([{ scheduleId: own.id, scheduledAt: noon + 5 * minute }]);
  });
});

type Step = (parts: { engine: TestEngine; clock: { time: number } }) => unknown;

const move = (ms: number) => ({
  name: `move ${ms}`,
  step: (({ clock }) => {
    // Times before the schedule was made are none.
    clock.time = Math.max(begin, clock.time + ms);
  }) satisfies Step,
});
const moves = fc.integer({ min: -6 * hour, max: 12 * hour }).map(move);
const table: Readonly<Record<string, Step>> = {
  pause: ({ engine }) => engine.scheduleCommands.pause(scheduleId),
  "pause for an hour": ({ engine, clock }) => engine.scheduleCommands.pause(scheduleId, clock.time + hour),
  resume: ({ engine }) => engine.scheduleCommands.resume(scheduleId),
  "resume and catch up once": ({ engine }) => engine.scheduleCommands.resume(scheduleId, "once"),
  "resume and catch up all": ({ engine }) => engine.scheduleCommands.resume(scheduleId, "all"),
  "pause the job": ({ engine }) => engine.commands.setTaskPaused("job", true),
  "resume the job": ({ engine }) => engine.commands.setTaskPaused("job", false, "once"),
  "pause all for two hours": ({ engine }) => engine.commands.pauseEngine(2 * hour),
  "resume all": ({ engine }) => engine.commands.resumeEngine(),
  "skip the next": ({ engine }) => engine.scheduleCommands.skipNext(scheduleId, true),
  "catch up all": ({ engine }) =>
    engine.scheduleCommands.update({ scheduleId, policies: { missed: "run-all", overlap: "allow" } }),
  restart: () => "restart",
  "look from two hosts": () => "two",
};
const named = (name: string) => {
  const step = table[name];
  if (!step) throw new Error(`There is no step "${name}"`);
  return { name, step };
};
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: moves },
    { weight: 14, arbitrary: fc.constantFrom(...Object.keys(table)).map(named) },
  ),
  { maxLength: 14 },
);
/** The shortest ways through what was wrong once (clocks set back, pauses slept through): always tried. */
const kept = [
  [move(3 * hour), named("restart"), move(-2 * hour), named("look from two hosts"), move(4 * hour)],
  [named("pause for an hour"), move(2 * hour), named("resume and catch up all"), move(hour)],
  [named("pause all for two hours"), move(12 * hour), named("restart"), move(-6 * hour), move(12 * hour)],
];

describe("the ledger under any sequence of sleeps, clock changes, pauses, restarts and hosts", () => {
  it("has exactly one row for every time that was due, and at most one run", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const { engine, latest } = await played(sequence.map(({ step }) => step));
        const times = Math.floor((latest - noon) / everyMs);
        const rows = rowsOf(engine);
        const due = Array.from({ length: times }, (_, index) => noon + (index + 1) * everyMs);
        expect(rows.map(({ scheduledAt }) => scheduledAt).reverse()).toEqual(due);
        const led = rows.flatMap(({ runId, scheduledAt }) => (runId === null ? [] : [scheduledAt]));
        expect((await runTimes(engine)).sort()).toEqual(led.sort());
        for (const row of rows) expect(row).toSatisfy(isSound);
        await engine.stop();
      }),
      { numRuns: 50, examples: kept.map((sequence) => [sequence]) },
    );
  });
});

/** Plays it to its end. Gives the last host, and the latest time that its clock has shown. */
async function played(sequence: readonly Step[]) {
  const { clock, host } = createHome(begin);
  let engine = await host();
  let latest = begin;
  for (const step of sequence) {
    const wish = await step({ engine, clock });
    if (wish === "restart") {
      await engine.stop();
      engine = await host();
    }
    const other = wish === "two" ? await host() : undefined;
    await Promise.all([engine.wake(), other?.wake()]);
    await other?.stop();
    latest = Math.max(latest, clock.time);
  }
  return { engine, latest };
}

/** It has a run if it says so, and a reason if it has none. */
function isSound({ outcome, reason, runId, slots }: Occurrence): boolean {
  if (slots !== 1) return false;
  if (outcome === "ran" || outcome === "pending") return runId !== null;
  if (outcome === "ran-late") return runId !== null && reason !== null;
  return reason !== null && (outcome === "skipped" || runId === null);
}
