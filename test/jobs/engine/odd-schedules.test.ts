import { describe, expect, it } from "vitest";
import { z } from "zod";
import { slownessOf } from "../../../jobs/engine/slowness.ts";
import { pauseOr } from "../../../jobs/engine/upkeep.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const task = (id: string, schedules: readonly { readonly id?: string; readonly when: string }[] = []) =>
  schemaTask({ id, schema: z.object({}), isolation: "inline", schedules: [...schedules], run: () => null });

const tables = (engine: ReturnType<typeof openEngine>) => engine.stores.database;

describe("a schedule that cannot be used", () => {
  it.each([
    ["a pattern", "UPDATE schedule SET default_when = 'sometimes'", /"sometimes"/],
    ["a time zone", "UPDATE schedule SET default_zone = 'Mars/Phobos'", /There is no time zone .{1,2}Mars\/Phobos/],
    ["policies", `UPDATE schedule SET default_policies = '{"missed":"perhaps"}'`, /policies that cannot be used/],
  ])("because of %s that is damaged stops no other one", async (_what, damage, problem) => {
    const engine = openEngine({ tasks: [task("one", [{ when: "@daily" }])] });
    engine.stores.schedules.upsertDefault(
      { id: "stray", taskId: "gone", when: "@daily", zone: null, policies: "{}" },
      Date.now(),
    );
    await engine.start();
    tables(engine).exec(`${damage} WHERE task_id = 'one'`);
    await engine.wake();
    const [job] = await engine.queries.jobs().catch((error: Error) => [error]);
    expect(String(engine.problems.join(" ") + JSON.stringify(job) + String(job))).toMatch(problem);
  });
});

describe("a schedule on demand", () => {
  it("never fires by itself, and runs when it is asked to", async () => {
    const engine = openEngine({ tasks: [task("one")] });
    await engine.start();
    const { id, when, next } = await engine.scheduleCommands.create({ taskId: "one", when: "On demand" });
    expect({ when, next }).toEqual({ when: "on demand", next: [] });
    await engine.wake();
    expect(engine.queries.runsOfSchedule(id, 10).runs).toEqual([]);
    const run = await engine.commands.runSchedule(id);
    await engine.settled(run.id);
    expect(engine.queries.run(run.id)).toMatchObject({ status: "completed", scheduleId: id });
  });
});

describe("what is asked of a schedule", () => {
  it("that is not there is refused by its name", async () => {
    const engine = openEngine({ tasks: [task("one", [{ when: "@daily" }])] });
    await engine.start();
    const skip = async () => engine.scheduleCommands.skipNext("nobody", true);
    await expect(skip()).rejects.toThrow('There is no schedule "nobody".');
  });

  it("cannot be skipped when it never comes again", async () => {
    const engine = openEngine({ tasks: [task("once", [{ when: "2020-01-01T00:00Z" }])] });
    await engine.start();
    const [job] = await engine.queries.jobs();
    const id = job?.schedules[0]?.id ?? "";
    await expect((async () => engine.scheduleCommands.skipNext(id, true))()).rejects.toThrow(/no next time/);
    await expect((async () => engine.scheduleCommands.skipNext(id, false))()).resolves.toMatchObject({ id });
  });
});

describe("a run that is looked for by the beginning of its id", () => {
  it("is found only when it is the only one", async () => {
    const engine = openEngine({ home: tempHome(), tasks: [task("one")] });
    await engine.start();
    expect(() => engine.queries.run("abcd")).toThrow(/There are no runs yet/);
    const runs = [await engine.commands.run("one", {}), await engine.commands.run("one", {})];
    const rename = tables(engine).prepare("UPDATE run SET id = ? WHERE id = ?");
    for (const [index, { id }] of runs.entries()) {
      await engine.settled(id);
      rename.run(`abcd${index}`, id);
    }
    expect(() => engine.queries.run("abcd")).toThrow(/Several runs begin with "abcd"/);
    expect(engine.queries.run("abcd1").id).toBe("abcd1");
    expect(() => engine.queries.run("none")).toThrow(/The newest are abcd1, abcd0/);
  });
});

describe("slowness", () => {
  it("is not told of a run that has not begun", () => {
    const facts = { schedules: [], recent: [], now: 5 };
    expect(slownessOf({ ...facts, active: [{ id: "a", startedAt: null }] })).toEqual([]);
  });
});

describe("a pause of the upkeep", () => {
  it("is over at once when everything ends", async () => {
    await expect(pauseOr(AbortSignal.abort())(2 ** 30)).resolves.toBeUndefined();
    const ends = new AbortController();
    const paused = pauseOr(ends.signal)(2 ** 30);
    ends.abort();
    await expect(paused).resolves.toBeUndefined();
  });
});
