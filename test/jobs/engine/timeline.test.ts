import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createTimeline } from "../../../jobs/engine/timeline.ts";
import { mostTimelineParts, mostTimelineRuns, mostTimelineTimes } from "../../../jobs/model/timeline.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { scriptTimelineSql } from "../../../jobs/store/script-timeline.ts";
import { timelineSql } from "../../../jobs/store/timeline.ts";
import { fillHistory } from "../../support/fill-history.ts";
import { openEngine, type TestEngine } from "../../support/open-engine.ts";
import { openStores } from "../../support/open-stores.ts";
import { threadCpuMs } from "../../support/thread-cpu.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 27, 12);

const job = (id: string, ...whens: readonly string[]) =>
  schemaTask({
    id,
    schema: z.object({}),
    isolation: "inline",
    schedules: whens.map((when, index) => ({ id: `s${index}`, when, zone: "UTC" })),
    run: () => null,
  });

function open(whens: readonly string[], clock = { time: noon }): TestEngine {
  return openEngine({ now: () => clock.time, tasks: [job("job", ...whens)] });
}

async function jobOf(engine: TestEngine, from: number, to: number, resolutionMs = 1) {
  const { jobs } = await engine.timeline({ from, to, resolutionMs });
  const [found] = jobs;
  if (!found) throw new Error("The timeline has no job.");
  return found;
}

describe("the timeline", () => {
  it("has the runs of the window one by one, in order, with their ends", async () => {
    const engine = open([]);
    fillHistory(engine.stores, { runs: 20, endedAt: noon - 20, tasks: ["job"], states: ["completed", "failed"] });
    const { runs, parts } = await jobOf(engine, noon - 15, noon + hour);
    expect(runs.map(({ startedAt }) => startedAt - noon)).toEqual(Array.from({ length: 15 }, (_, index) => index - 15));
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(["completed", "failed"]));
    expect(parts).toEqual([]);
  });

  it("counts what is too much to be shown one by one, and loses no run", async () => {
    const engine = open([]);
    const count = 3 * mostTimelineRuns;
    fillHistory(engine.stores, {
      ...{ runs: count, endedAt: noon - count, tasks: ["job"] },
      states: ["completed", "completed", "failed", "cancelled"],
    });
    const { runs, parts } = await jobOf(engine, noon - count, noon + hour);
    const sum = (key: "runs" | "failed" | "cancelled") => parts.reduce((total, part) => total + part[key], 0);
    expect(runs).toEqual([]);
    expect(parts.length).toBeLessThanOrEqual(mostTimelineParts);
    expect([sum("runs"), sum("failed"), sum("cancelled")]).toEqual([count, count / 4, count / 4]);
    for (const [index, part] of parts.entries()) expect(part.from).toBeGreaterThanOrEqual(parts[index - 1]?.to ?? 0);
  });

  it("cuts no finer than the resolution that it is asked for", async () => {
    const engine = open([]);
    fillHistory(engine.stores, { runs: 1_000, endedAt: noon - 1_000, tasks: ["job"] });
    expect((await jobOf(engine, noon - 1_000, noon, 250)).parts).toHaveLength(4);
  });

  it("has the times at which nothing ran, with the reason", async () => {
    const clock = { time: noon };
    const engine = open(["0 * * * *"], clock);
    await engine.start();
    await engine.commands.pauseEngine(undefined);
    clock.time = noon + 3 * hour + minute;
    await engine.wake();
    const { notRun } = await jobOf(engine, noon, clock.time);
    expect(notRun.map(({ scheduledAt }) => scheduledAt)).toEqual([1, 2, 3].map((each) => noon + each * hour));
    for (const { reason } of notRun) expect(reason).toEqual(expect.any(String));
  });

  it("predicts the times of all schedules of a job, each once, and none before now", async () => {
    const engine = open(["0 * * * *", "0 */2 * * *"]);
    await engine.start();
    const { predicted, morePredicted } = await jobOf(engine, noon - day, noon + 4 * hour + 1);
    expect(predicted).toEqual([1, 2, 3, 4].map((each) => noon + each * hour));
    expect(morePredicted).toBe(false);
    expect((await jobOf(engine, noon + 3 * hour, noon + 4 * hour)).predicted).toEqual([noon + 3 * hour]);
  });

  it("names no more times than a window holds, and says when there are more", async () => {
    const engine = open(["* * * * *"]);
    await engine.start();
    const { predicted, morePredicted } = await jobOf(engine, noon, noon + 30 * day);
    expect(predicted).toHaveLength(mostTimelineTimes);
    expect(morePredicted).toBe(true);
  });

  it("predicts nothing of a paused job, nor of a paused schedule until it goes on", async () => {
    const engine = open(["0 * * * *"]);
    await engine.start();
    await engine.scheduleCommands.pause("job:s0", noon + 3 * hour);
    expect((await jobOf(engine, noon, noon + 5 * hour)).predicted).toEqual([noon + 3 * hour, noon + 4 * hour]);
    await engine.commands.pauseEngine(4 * hour);
    expect((await jobOf(engine, noon, noon + 5 * hour)).predicted).toEqual([noon + 4 * hour]);
    await engine.commands.resumeEngine();
    await engine.scheduleCommands.pause("job:s0", null);
    expect((await jobOf(engine, noon, noon + 5 * hour)).predicted).toEqual([]);
    await engine.scheduleCommands.resume("job:s0", undefined);
    await engine.commands.setTaskPaused("job", true);
    expect((await jobOf(engine, noon, noon + 5 * hour)).predicted).toEqual([]);
  });

  it("shows a run that began before the window and reaches into it", async () => {
    const engine = open([]);
    fillHistory(engine.stores, { runs: 1, endedAt: noon - 10 * minute, tasks: ["job"] });
    engine.stores.database.prepare("UPDATE run SET finished_at = ?").run(noon);
    expect((await jobOf(engine, noon - minute, noon + minute)).runs).toHaveLength(1);
    expect((await jobOf(engine, noon + minute, noon + hour)).runs).toEqual([]);
  });
});

describe("the timeline of scripts", () => {
  const command = schemaTask({
    id: "command",
    schema: z.object({ shell: z.string() }),
    isolation: "inline",
    retry: { limit: 0 },
    run: ({ shell }) => {
      if (shell === "false") throw new Error("It ended with 1");
      return shell;
    },
  });

  async function openScripts() {
    const engine = openEngine({ now: () => noon, tasks: [command] });
    await engine.start();
    const make = (shell: string, when: string) =>
      engine.scheduleCommands.create({ taskId: "command", title: shell, when, zone: "UTC", payload: { shell } });
    const [good, bad] = [await make("true", "0 13 * * *"), await make("false", "0 14 * * *")];
    const lanes = async (from = noon - hour) => {
      const { jobs } = await engine.timeline({ from, to: noon + 3 * hour, resolutionMs: 1 });
      return new Map(jobs.map((lane) => [lane.taskId, lane]));
    };
    return { engine, good, bad, lanes };
  }

  it("has a lane for each, with its own runs and times, and one for what was run by hand", async () => {
    const { engine, good, bad, lanes } = await openScripts();
    const ran = [await engine.commands.runSchedule(good.id), await engine.commands.runSchedule(bad.id)];
    const byHand = await engine.commands.run("command", { shell: "true" });
    for (const { id } of [...ran, byHand]) await engine.settled(id);
    const found = await lanes();
    const shown = (id: string) => ({
      runs: found.get(id)?.runs.map((run) => `${run.id} ${run.status}`),
      predicted: found.get(id)?.predicted.map((at) => (at - noon) / hour),
    });
    expect(shown(good.id)).toEqual({ runs: [`${ran[0]?.id} completed`], predicted: [1] });
    expect(shown(bad.id)).toEqual({ runs: [`${ran[1]?.id} failed`], predicted: [2] });
    expect(shown("command")).toEqual({ runs: [`${byHand.id} completed`], predicted: [] });
  });

  it("are there alone when only some lanes are asked for, each as among all", async () => {
    const { engine, good, bad } = await openScripts();
    const window = { from: noon - hour, to: noon + 2.5 * hour, resolutionMs: 1 };
    const all = await engine.timeline(window);
    const some = await engine.timeline({ ...window, lanes: [bad.id, "nobody"] });
    expect(all.jobs.map(({ taskId }) => taskId)).toContain(good.id);
    expect(some).toEqual({ ...all, jobs: all.jobs.filter(({ taskId }) => taskId === bad.id) });
    expect(some.jobs).toHaveLength(1);
  });

  it("counts the runs of each where they are too many, and still finds those by hand", async () => {
    const { engine, good, bad, lanes } = await openScripts();
    const count = 4 * (mostTimelineRuns + 1);
    fillHistory(engine.stores, {
      runs: count,
      endedAt: noon - count,
      tasks: ["command"],
      states: ["completed", "failed"],
    });
    const { database } = engine.stores;
    database.prepare("UPDATE run SET schedule_id = ? WHERE seq % 2 = 0").run(good.id);
    database.prepare("UPDATE run SET schedule_id = ? WHERE seq % 4 = 1").run(bad.id);
    const found = await lanes(noon - count);
    const counted = (id: string) => {
      const parts = found.get(id)?.parts ?? [];
      return [parts.reduce((sum, { runs }) => sum + runs, 0), parts.reduce((sum, { failed }) => sum + failed, 0)];
    };
    expect(counted(good.id)).toEqual([count / 2, count / 2]);
    expect(counted(bad.id)).toEqual([count / 4, 0]);
    expect(found.get("command")?.runs).toHaveLength(mostTimelineRuns);
  });
});

describe("the timeline of a long history", () => {
  it("reads by an index in each of its questions", () => {
    const { database } = openStores();
    const range = { taskId: "job", scheduleId: "job:s", from: 1, before: 9, limit: 9, state: "failed" };
    for (const [name, sql] of Object.entries({ ...timelineSql, ...scriptTimelineSql })) {
      const marks = sql.split("?").length - 1;
      const given = marks > 0 ? Array.from({ length: marks }, () => 1) : sql.includes("@") ? [range] : [];
      const plan = z
        .array(z.object({ detail: z.string() }))
        .parse(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...given));
      const reads = plan.map(({ detail }) => detail).filter((detail) => /\b(run|occurrence)\b/.test(detail));
      expect(reads.length, name).toBeGreaterThan(0);
      for (const detail of reads) expect(detail, name).toMatch(/^SEARCH /);
      if (["upTo", "numbers", "numbersOf", "scheduleUpTo", "scheduleNumbers"].includes(name))
        expect(reads.join(), name).toContain("COVERING INDEX");
    }
  });

  it("is made in pieces of a few milliseconds at 50,000 runs", async () => {
    const stores = openStores();
    const ids = Array.from({ length: 5 }, (_, index) => `task-${index}`);
    fillHistory(stores, { runs: 50_000, endedAt: noon - 50_000, tasks: ids, states: ["completed", "failed"] });
    const pieces: number[] = [];
    let since = threadCpuMs();
    const timeline = createTimeline({
      tasks: new Map(ids.map((id) => [id, job(id) as never])),
      ...{ reader: stores.timeline, runs: stores.runs, schedules: stores.schedules, clock: { now: () => noon } },
      ...{ scripts: stores.scriptTimeline, scheduleRuns: stores.scheduleRuns },
      holidays: { get: () => undefined as never },
      state: { startsNothing: () => false, pausedUntil: () => null },
      hostZone: "UTC",
      breathe: async () => {
        pieces.push(threadCpuMs() - since);
        since = threadCpuMs();
      },
    });
    const { jobs } = await timeline({ from: noon - 50_000, to: noon + hour, resolutionMs: 1 });
    expect(jobs.map(({ parts }) => parts.reduce((sum, part) => sum + part.runs, 0))).toEqual(ids.map(() => 10_000));
    // One piece may meet a collection of garbage; the work as a whole does not.
    expect(pieces.toSorted((a, b) => a - b).at(-3)).toBeLessThan(10);
  });
});
