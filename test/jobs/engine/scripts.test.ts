import { describe, expect, it } from "vitest";
import { z } from "zod";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";

const noon = Date.UTC(2026, 10, 27, 12);

/** Stands in for the real one, of which only the id counts here. */
const command = schemaTask({
  id: "command",
  schema: z.object({ shell: z.string() }),
  isolation: "inline",
  retry: { limit: 0 },
  schedules: [{ id: "of-the-task", when: "0 0 * * *", zone: "UTC" }],
  run: ({ shell }) => {
    if (shell === "false") throw new Error("It ended with 1");
    return shell;
  },
});

async function open() {
  const engine = openEngine({ now: () => noon, tasks: [command] });
  await engine.start();
  const make = (shell: string) =>
    engine.scheduleCommands.create({ taskId: "command", title: shell, when: "every day at 9:00", payload: { shell } });
  return { engine, good: await make("true"), bad: await make("false") };
}

describe("scripts", () => {
  it("are the user's own schedules of a command, each with its next time and its health", async () => {
    const { engine, good, bad } = await open();
    const ran = await engine.commands.runSchedule(bad.id);
    await engine.settled(ran.id);
    const { scripts, schedules } = await engine.queries.job("command");
    expect(schedules).toHaveLength(3);
    expect(scripts.map(({ scheduleId, health, nextAt }) => ({ scheduleId, health, nextAt }))).toEqual(
      [
        { scheduleId: good.id, health: "new", nextAt: Date.UTC(2026, 10, 28, 9) },
        { scheduleId: bad.id, health: "failing", nextAt: Date.UTC(2026, 10, 28, 9) },
      ].sort((left, right) => left.scheduleId.localeCompare(right.scheduleId)),
    );
  });

  it("are named by what looks like their id where there is none, and not by all that there are", async () => {
    const { engine, good } = await open();
    const typo = `${good.id}x`;
    expect(() => engine.queries.schedule(typo)).toThrow(`There is no schedule "${typo}". Did you mean "${good.id}"`);
    expect(() => engine.queries.schedule("zzz")).toThrow(/^There is no schedule "zzz"\.$/);
  });

  it("are well again when a run of theirs is run again and completes", async () => {
    const { engine, bad } = await open();
    const failed = await engine.commands.runSchedule(bad.id);
    await engine.settled(failed.id);
    const again = await engine.commands.retry(failed.id);
    expect(again).toMatchObject({ retryOf: failed.id, scheduleId: bad.id, scheduledAt: null });
    await engine.settled(again.id);
    const { scripts } = await engine.queries.job("command");
    expect(scripts.find(({ scheduleId }) => scheduleId === bad.id)?.last?.id).toBe(again.id);
    await engine.scheduleCommands.remove(bad.id);
    expect(await engine.commands.retry(failed.id)).toMatchObject({ scheduleId: null });
  });

  it("tell by notifications what the user wants of each, which goes with the script", async () => {
    const { engine, good, bad } = await open();
    engine.commands.setNotify({ taskId: "command", scheduleId: good.id }, "never");
    const wishes = async () => {
      const { notify, scripts } = await engine.queries.job("command");
      return { notify, ...Object.fromEntries(scripts.map((script) => [script.scheduleId, script.notify])) };
    };
    expect(await wishes()).toEqual({ notify: null, [good.id]: "never", [bad.id]: null });
    expect(() => engine.commands.setNotify({ taskId: "command", scheduleId: "gone" }, "never")).toThrow(/no script/);
    await engine.scheduleCommands.remove(good.id);
    expect(engine.stores.settings.get(`host.notify.${good.id}`)).toBeUndefined();
  });

  it("run now with their own payload, and keep their times", async () => {
    const { engine, good } = await open();
    const run = await engine.commands.runSchedule(good.id);
    expect(run).toMatchObject({ trigger: "user", scheduleId: good.id, scheduledAt: null, payload: { shell: "true" } });
    expect((await engine.settled(run.id)).status).toBe("completed");
    expect(engine.queries.schedule(good.id).next).toEqual(good.next);
  });

  it("count a run with another payload, which is checked, and keep their own", async () => {
    const { engine, good, bad } = await open();
    const run = await engine.commands.runSchedule(good.id, { shell: "exit 3" });
    expect(run).toMatchObject({ trigger: "user", scheduleId: good.id, payload: { shell: "exit 3" } });
    await engine.settled(run.id);
    expect(engine.queries.runsOfSchedule(good.id, 10).runs.map(({ id }) => id)).toEqual([run.id]);
    expect(engine.queries.schedule(good.id).payload).toEqual({ shell: "true" });
    await expect(engine.commands.runSchedule(bad.id, { shell: 3 })).rejects.toMatchObject({ code: "BAD_PAYLOAD" });
    expect(engine.queries.runsOfSchedule(bad.id, 10).runs).toEqual([]);
  });

  it("have a history of their own, newest first, page by page", async () => {
    const { engine, good, bad } = await open();
    const made: string[] = [];
    for (const { id } of [good, bad, good, good]) {
      const run = await engine.commands.runSchedule(id);
      await engine.settled(run.id);
      if (id === good.id) made.unshift(run.id);
    }
    const first = engine.queries.runsOfSchedule(good.id, 2);
    const rest = engine.queries.runsOfSchedule(good.id, 2, first.nextCursor ?? undefined);
    expect([...first.runs, ...rest.runs].map(({ id }) => id)).toEqual(made);
    expect(rest.nextCursor).toBeNull();
    expect((await engine.jobDays({ taskId: "command", scheduleId: bad.id })).days.at(-1)).toMatchObject({ failed: 1 });
  });

  it("give their runs their own name, by which these are found", async () => {
    const { engine, good, bad } = await open();
    const [ran, failed] = [await engine.commands.runSchedule(good.id), await engine.commands.runSchedule(bad.id)];
    const plain = await engine.commands.run("command", { shell: "true" }, {});
    for (const { id } of [ran, failed, plain]) await engine.settled(id);
    const titled = async (words: readonly string[]) =>
      (await engine.queries.runs({ limit: 10, words: [...words] })).runs.map(({ taskTitle }) => taskTitle);
    expect((await titled([])).toSorted()).toEqual(["command", "false", "true"]);
    expect(await titled(["true"])).toEqual(["true"]);
    await engine.scheduleCommands.remove(good.id);
    expect((await titled([])).toSorted()).toEqual(["command", "command", "false"]);
  });

  it("are paused with their schedule, and none for another task", async () => {
    const { engine, good } = await open();
    await engine.scheduleCommands.pause(good.id);
    const { scripts } = await engine.queries.job("command");
    expect(scripts.find(({ scheduleId }) => scheduleId === good.id)).toMatchObject({ health: "paused", nextAt: null });
    const other = openEngine({ tasks: [schemaTask({ id: "other", schema: z.object({}), run: () => null })] });
    expect((await other.queries.job("other")).scripts).toEqual([]);
  });
});
