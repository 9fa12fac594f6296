import { expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";

const noon = Date.UTC(2026, 10, 27, 12);
const hour = 3_600_000;

async function open() {
  const schedules = ["0 */3 * * *", "30 12 * * *"].map((when, index) => ({ id: `s${index}`, when, zone: "UTC" }));
  const job = schemaTask({
    id: "job",
    schema: z.object({}),
    isolation: "inline",
    timeoutMs: 5_000,
    schedules,
    run: () => null,
  });
  const engine = openEngine({ now: () => noon, tasks: [job] });
  await engine.start();
  return engine;
}

it("the next times of a job are those of all its schedules, earliest first", async () => {
  const engine = await open();
  const times = await engine.jobTimes({ taskId: "job", count: 4 });
  expect(times.map(({ at, scheduleId }) => [(at - noon) / hour, scheduleId])).toEqual([
    [0.5, "job:s1"],
    [3, "job:s0"],
    [6, "job:s0"],
    [9, "job:s0"],
  ]);
  const ofOne = await engine.jobTimes({ taskId: "job", scheduleId: "job:s1", count: 2 });
  expect(ofOne.map(({ at }) => (at - noon) / hour)).toEqual([0.5, 24.5]);
});

it("a job that is paused has none, and a schedule that is goes on when its pause ends", async () => {
  const engine = await open();
  await engine.scheduleCommands.pause("job:s0", noon + 10 * hour);
  await engine.scheduleCommands.pause("job:s1");
  const times = await engine.jobTimes({ taskId: "job", count: 2 });
  expect(times.map(({ at }) => (at - noon) / hour)).toEqual([12, 15]);
  await engine.scheduleCommands.pause("job:s0", noon + 9 * hour);
  expect((await engine.jobTimes({ taskId: "job", count: 1 }))[0]?.at).toBe(noon + 9 * hour);
  await engine.commands.setTaskPaused("job", true);
  expect(await engine.jobTimes({ taskId: "job", count: 2 })).toEqual([]);
});

it("as many times as are asked for follow the pause of all jobs, and none one without an end", async () => {
  const engine = await open();
  await engine.commands.pauseEngine(9 * hour);
  const times = await engine.jobTimes({ taskId: "job", count: 3 });
  expect(times.map(({ at }) => (at - noon) / hour)).toEqual([9, 12, 15]);
  await engine.commands.pauseEngine(undefined);
  expect(await engine.jobTimes({ taskId: "job", count: 3 })).toEqual([]);
});

it("the limits of a job are those of its task, with the defaults filled in", async () => {
  const engine = await open();
  expect(engine.limits("job")).toMatchObject({ concurrencyLimit: 1, timeoutMs: 5_000, tries: 4, isolation: "inline" });
});
