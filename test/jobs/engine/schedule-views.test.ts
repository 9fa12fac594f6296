import { expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";

const noon = Date.UTC(2026, 10, 27, 12);
const hour = 3_600_000;

function open() {
  let now = noon;
  const job = schemaTask({
    id: "job",
    schema: z.object({}),
    isolation: "inline",
    schedules: [{ id: "s", when: "0 */3 * * *", zone: "UTC" }],
    run: () => null,
  });
  const engine = openEngine({ now: () => now, tasks: [job] });
  const view = () => engine.queries.schedule("job:s");
  return {
    engine,
    view,
    hours: () => view().next.map((at) => (at - noon) / hour),
    goTo: (at: number) => {
      now = at;
    },
  };
}

it("the next times of a schedule go on with the clock, at the very moment of a time, and back with it", async () => {
  const { engine, hours, goTo } = open();
  await engine.start();
  expect(hours()).toEqual([3, 6, 9, 12, 15]);
  goTo(noon + 3 * hour - 1);
  expect(hours()).toEqual([3, 6, 9, 12, 15]);
  goTo(noon + 3 * hour);
  expect(hours()).toEqual([6, 9, 12, 15, 18]);
  goTo(noon - hour);
  expect(hours()).toEqual([0, 3, 6, 9, 12]);
});

it("the next times and the words of a schedule follow every change of it at once", async () => {
  const { engine, hours, view } = open();
  await engine.start();
  const { scheduleCommands } = engine;
  expect([view().meaning, ...hours()]).toEqual(["Every 3 hours", 3, 6, 9, 12, 15]);
  await scheduleCommands.skipNext("job:s", true);
  expect(hours()).toEqual([6, 9, 12, 15, 18]);
  await scheduleCommands.pause("job:s", noon + 10 * hour);
  expect(hours()[0]).toBe(12);
  await scheduleCommands.pause("job:s");
  expect(hours()).toEqual([]);
  await scheduleCommands.resume("job:s");
  await scheduleCommands.update({ scheduleId: "job:s", when: "30 12 * * *" });
  expect([view().meaning, ...hours()]).toEqual(["Every day at 12:30", 0.5, 24.5, 48.5, 72.5, 96.5]);
});

it("the next time of a schedule comes after the pause of all jobs, at its very end at the earliest", async () => {
  const { engine, hours, view } = open();
  await engine.start();
  const nextAt = async () => ((await engine.queries.jobIfKnown("job"))?.nextAt ?? 0) - noon;
  await engine.commands.pauseEngine(2 * hour);
  expect(hours()).toEqual([3, 6, 9, 12, 15]);
  await engine.commands.pauseEngine(6 * hour);
  expect(hours()).toEqual([6, 9, 12, 15, 18]);
  expect(await nextAt()).toBe(6 * hour);
  await engine.commands.resumeEngine();
  expect(hours()[0]).toBe(3);
  expect(await nextAt()).toBe(3 * hour);
  await engine.scheduleCommands.pause("job:s", noon + 9 * hour);
  expect(view().next[0]).toBe(noon + 9 * hour);
});

it("every second time goes on being counted while all jobs are paused", async () => {
  const { engine, hours, goTo } = open();
  await engine.start();
  await engine.scheduleCommands.update({ scheduleId: "job:s", policies: { everyNth: 2 } });
  const before = hours();
  await engine.commands.pauseEngine(4 * hour);
  expect(hours().slice(0, 3)).toEqual(before.filter((at) => at >= 4).slice(0, 3));
  goTo(noon + 5 * hour);
  expect(hours().slice(0, 3)).toEqual(before.filter((at) => at > 5).slice(0, 3));
});
