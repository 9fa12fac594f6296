import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { builtInTask, type KnownTask } from "../../../jobs/engine/known-task.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import type { Task, TaskSchedule } from "../../../jobs/sdk/task.ts";
import { openEngine } from "../../support/open-engine.ts";

/** A task as a file of the user's gives it, without the file: what the engine makes of it is what is tried here. */
function usersTask(id: string, schedules: readonly TaskSchedule[] = [], more: Partial<KnownTask> = {}): KnownTask {
  const task: Task = schemaTask({ id, schema: z.object({}), isolation: "inline", schedules, run: () => id });
  return { ...builtInTask(task), file: `/tasks/${id}.ts`, ...more };
}
const daily = { when: "0 0 * * *", zone: "UTC" };

describe("tasks of the user's that come, change and go while the engine runs", () => {
  it("have their schedules planned from then on, and no surprise run of times that were never due", async () => {
    let now = Date.parse("2026-06-01T12:00:00Z");
    const engine = openEngine({ tasks: [], now: () => now });
    await engine.start();
    await engine.setUsersTasks({ tasks: [usersTask("a", [daily])], broken: [] });
    expect((await engine.queries.job("a")).nextAt).toBe(Date.parse("2026-06-02T00:00:00Z"));
    // The new time of day is over for today: it was not due then.
    await engine.setUsersTasks({ tasks: [usersTask("a", [{ when: "0 9 * * *", zone: "UTC" }])], broken: [] });
    now = Date.parse("2026-06-01T13:00:00Z");
    await engine.wake();
    expect(engine.queries.ledger("a", Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    expect((await engine.queries.job("a")).nextAt).toBe(Date.parse("2026-06-02T09:00:00Z"));
  });

  it("are told to whoever listens, with what is broken", async () => {
    const engine = openEngine({ tasks: [] });
    await engine.start();
    const told = once(engine.changes.emitter, "live");
    const broken = { file: "/tasks/b.ts", message: "no", stack: null, since: 1, stillUsed: [] };
    await engine.setUsersTasks({ tasks: [usersTask("a")], broken: [broken] });
    expect((await told)[0]).toMatchObject({
      type: "task-list",
      jobs: [{ taskId: "a", file: "/tasks/a.ts" }],
      brokenFiles: [broken],
    });
  });

  it("take the place of none of the program's own", async () => {
    const own = schemaTask({ id: "own", title: "The program's", schema: z.object({}), run: () => 1 });
    const engine = openEngine({ tasks: [own] });
    await engine.setUsersTasks({ tasks: [usersTask("own")], broken: [] });
    expect((await engine.queries.jobs()).map(({ title }) => title)).toEqual(["The program's"]);
  });

  it("are asked for their secrets by name, and fail when one has no value", async () => {
    const engine = openEngine({ tasks: [] });
    await engine.start();
    const asks = usersTask("asks", [], {
      secretsOf: async () => ["custom.a", "custom.b"],
      retry: { limit: 0, delayMs: 1, backoff: false, maxDelayMs: 1 },
    });
    await engine.setUsersTasks({ tasks: [asks], broken: [] });
    const { id } = await engine.commands.run("asks", {});
    expect(await engine.settled(id)).toMatchObject({
      status: "failed",
      error: { code: "NOT_FOUND", message: expect.stringMatching(/"custom\.a", "custom\.b", which have no value/) },
    });
  });

  it("are skipped with every setting that is missing named", async () => {
    const engine = openEngine({ tasks: [] });
    await engine.start();
    const wants = (id: string, secrets: readonly string[]) => usersTask(id, [], { secrets });
    await engine.setUsersTasks({
      tasks: [wants("one", ["openai.apiKey"]), wants("two", ["openai.apiKey", "s3.secretAccessKey"])],
      broken: [],
    });
    const summaryOf = async (taskId: string) =>
      (await engine.settled((await engine.commands.run(taskId, {})).id)).summary;
    expect(await summaryOf("one")).toMatch(/OPENAI_API_KEY is not set/);
    expect(await summaryOf("two")).toMatch(/OPENAI_API_KEY, S3_SECRET_ACCESS_KEY are not set/);
  });

  it("leave what they had queued waiting when they go, and take it up when they are back", async () => {
    const engine = openEngine({ tasks: [] });
    await engine.start();
    await engine.setUsersTasks({ tasks: [usersTask("a")], broken: [] });
    await engine.commands.pauseEngine(undefined);
    const { id } = await engine.commands.run("a", {});
    await engine.setUsersTasks({ tasks: [], broken: [] });
    await engine.commands.resumeEngine();
    expect(engine.queries.run(id).status).toBe("created");
    await engine.setUsersTasks({ tasks: [usersTask("a")], broken: [] });
    // Its code is nowhere in this test: that it was tried is what counts.
    expect((await engine.settled(id)).attempts).toBe(1);
  });
});
