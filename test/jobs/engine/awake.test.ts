import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";

const minute = 60_000;
const noon = Date.UTC(2026, 10, 27, 12);

async function open() {
  let time = noon;
  let plugged: boolean | undefined = true;
  let awake = 0;
  let finish: () => void = () => undefined;
  const job = schemaTask({
    id: "job",
    schema: z.object({}),
    isolation: "inline",
    run: () =>
      new Promise<null>((resolve) => {
        finish = () => resolve(null);
      }),
  });
  const engine = openEngine({
    now: () => time,
    tasks: [job],
    machine: () => (plugged === undefined ? {} : { onMainsPower: plugged }),
    keepAwake: () => {
      awake += 1;
      return () => {
        awake -= 1;
      };
    },
  });
  await engine.start();
  const schedule = await engine.scheduleCommands.create({
    ...{ taskId: "job", when: "0 * * * *", zone: "UTC", policies: { keepAwake: true } },
  });
  const at = async (now: number): Promise<void> => {
    time = now;
    await engine.wake();
  };
  const plug = (to: boolean | undefined) => {
    plugged = to;
  };
  /** It follows without anybody waiting for it. */
  const becomes = (expected: boolean) => expect.poll(() => awake).toBe(expected ? 1 : 0);
  return { engine, schedule, at, plug, becomes, finish: () => finish() };
}

describe("the computer", () => {
  it("stays awake from some minutes before a run until it has ended", async () => {
    const { engine, at, becomes, finish } = await open();
    await at(noon + 54 * minute);
    await becomes(false);
    await at(noon + 55 * minute);
    await becomes(true);
    await at(noon + 60 * minute);
    const [run] = (await engine.queries.runs({ limit: 1 })).runs;
    await engine.settled(run?.id ?? "", ["active"]);
    await at(noon + 70 * minute);
    await becomes(true);
    finish();
    await engine.settled(run?.id ?? "");
    await at(noon + 71 * minute);
    await becomes(false);
  });

  it("may sleep when it is not plugged in", async () => {
    const { at, plug, becomes } = await open();
    plug(false);
    await at(noon + 58 * minute);
    await becomes(false);
    plug(true);
    await at(noon + 58.5 * minute);
    await becomes(true);
    plug(false);
    await at(noon + 59 * minute);
    await becomes(false);
  });

  it("counts as plugged in when it does not tell", async () => {
    const { at, plug, becomes } = await open();
    plug(undefined);
    await at(noon + 58 * minute);
    await becomes(true);
  });

  it("may sleep when the schedule is paused, changed or removed, or the host ends", async () => {
    const { engine, schedule, at, becomes } = await open();
    await at(noon + 58 * minute);
    await becomes(true);
    await engine.scheduleCommands.pause(schedule.id);
    await becomes(false);
    await engine.scheduleCommands.resume(schedule.id);
    await becomes(true);
    await engine.scheduleCommands.update({ scheduleId: schedule.id, policies: { keepAwake: false } });
    await becomes(false);
    await engine.scheduleCommands.update({ scheduleId: schedule.id, policies: { keepAwake: true } });
    await becomes(true);
    await engine.stop();
    await becomes(false);
  });

  it("cannot be kept awake by every host, which the schedule says", async () => {
    const engine = openEngine({ now: () => noon });
    await engine.start();
    const wish = { taskId: "daily", when: "0 * * * *", policies: { keepAwake: true } };
    expect((await engine.scheduleCommands.create(wish)).problems).toEqual([
      expect.stringContaining("only the app can"),
    ]);
  });
});
