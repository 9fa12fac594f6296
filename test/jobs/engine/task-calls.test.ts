import { once } from "node:events";
import { cpSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { logger, tasks } from "../../../jobs/sdk/imported.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import type { TaskClient } from "../../../jobs/sdk/task-client.ts";
import { openEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";
import { threadedTasks } from "../../support/threaded-tasks.ts";

const inline = { isolation: "inline", schema: z.looseObject({}) } as const;

const child = schemaTask({
  ...inline,
  id: "child",
  schema: z.strictObject({ n: z.number() }),
  retry: { limit: 0 },
  run: ({ n }) => {
    if (n < 0) throw new Error("below zero");
    return n * 2;
  },
});

/** A task that does this with what it is given. */
const parent = (work: (client: TaskClient) => Promise<unknown>) =>
  schemaTask({ ...inline, id: "parent", retry: { limit: 0 }, run: (_payload, context) => work(context.tasks) });

async function runParent(work: (client: TaskClient) => Promise<unknown>) {
  const engine = openEngine({ tasks: [child, parent(work)] });
  await engine.start();
  const { id } = await engine.commands.run("parent", {});
  await engine.settled(id);
  return { engine, run: engine.queries.run(id) };
}

describe("a task that starts others", () => {
  it("gets a handle, and the child names it", async () => {
    const { engine, run } = await runParent((client) => client.trigger("child", { n: 1 }, { tags: ["a"] }));
    expect(run.output).toMatchObject({ status: "created", taskId: "child" });
    const { id } = run.output as { id: string };
    expect(await engine.settled(id)).toMatchObject({ status: "completed", trigger: "task" });
    expect(engine.stores.runs.get(id)).toMatchObject({ parentId: run.id, tags: ["a"], output: 2 });
    expect(engine.queries.run(id).startedBy).toEqual({ id: run.id, taskTitle: run.taskTitle });
    expect(run.startedBy).toBeNull();
  });

  it("gets the output of a child that it waits for, though only one run may be active", async () => {
    const { engine, run } = await (async () => {
      const opened = openEngine({ tasks: [child, parent((client) => client.triggerAndWait("child", { n: 4 }))] });
      opened.stores.settings.set("engine.concurrency", "1", 0);
      await opened.start();
      const { id } = await opened.commands.run("parent", {});
      await opened.settled(id);
      return { engine: opened, run: opened.queries.run(id) };
    })();
    expect(run.output).toBe(8);
    expect((await engine.queries.runs({ taskIds: ["child"], limit: 9 })).runs).toHaveLength(1);
  });

  it("fails with what its child failed with", async () => {
    const { run } = await runParent((client) => client.triggerAndWait("child", { n: -1 }));
    expect(run).toMatchObject({ status: "failed", error: { message: expect.stringMatching(/failed: below zero/) } });
  });

  it.each([
    ["an unknown task", (client: TaskClient) => client.trigger("chidl", {}), /chidl.*child/],
    ["a payload that does not fit", (client: TaskClient) => client.trigger("child", { n: "x" }), /n: .*number/],
    [
      "one bad item of a batch",
      (client: TaskClient) => client.batchTrigger("child", [{ payload: { n: 1 } }, { payload: {} }]),
      /n: .*number/,
    ],
  ])("is refused %s, and nothing is queued", async (_what, work, message) => {
    const { engine, run } = await runParent(work);
    expect(run.error?.message).toMatch(message);
    expect((await engine.queries.runs({ taskIds: ["child"], limit: 9 })).runs).toEqual([]);
  });

  it("sees how another run goes, and is told when there is none", async () => {
    const { run } = await runParent(async (client) => {
      const { id } = await client.trigger("child", { n: 1 });
      const unknown = await client.status("nobody").catch((error: Error) => error.message);
      return { status: (await client.status(id)).status, unknown };
    });
    expect(run.output).toEqual({ status: expect.any(String), unknown: expect.stringContaining('no run "nobody"') });
  });

  it("queues a batch in order", async () => {
    const items = [1, 2, 3].map((n) => ({ payload: { n } }));
    const { engine, run } = await runParent((client) => client.batchTrigger("child", items));
    const handles = run.output as { id: string }[];
    for (const { id } of handles) await engine.settled(id);
    expect(handles.map(({ id }) => engine.stores.runs.get(id)?.output)).toEqual([2, 4, 6]);
  });

  it("works the same from a thread, by the names of the seeds", async () => {
    const engine = openEngine({ tasks: threadedTasks });
    await engine.start();
    const { id } = await engine.commands.run("thread-parent", { itemId: "6f1f2a3e-30a5-4f53-9c1e-0f2d8b2f8a11" });
    await engine.settled(id);
    const run = engine.queries.run(id);
    expect(run).toMatchObject({ status: "completed", output: { child: "6f1f2a3e-30a5-4f53-9c1e-0f2d8b2f8a11!" } });
    expect(engine.queries.logs(engine.queries.find(id), 0, 9)[0]).toMatchObject({ message: "Processing" });
  });

  it("cannot use the imported names outside of a run", () => {
    expect(() => logger.info("x")).toThrow(/outside of a run.*jobdeck\/client/);
    expect(() => tasks.trigger("x")).toThrow(/outside of a run/);
  });
});

describe("a step", () => {
  it("is done once, whatever happens after it", async () => {
    const done: string[] = [];
    const stepping = schemaTask({
      ...inline,
      id: "stepping",
      retry: { limit: 3, delayMs: 0, backoff: false },
      run: async (_payload, { step, run }) => {
        const first = await step("first", () => {
          done.push("first");
          return { at: run.attempt, not: undefined };
        });
        const second = await step("second", () => {
          done.push("second");
          if (run.attempt < 3) throw new Error("not yet");
          return run.attempt;
        });
        return { first, second };
      },
    });
    const engine = openEngine({ tasks: [stepping] });
    await engine.start();
    const { id } = await engine.commands.run("stepping", {});
    await engine.settled(id);
    expect(engine.queries.run(id)).toMatchObject({ status: "completed", output: { first: { at: 1 }, second: 3 } });
    expect(done).toEqual(["first", "second", "second", "second"]);
  });

  it("is not done again after a crash", async () => {
    const home = tempHome();
    const done: string[] = [];
    const goesOn = new AbortController();
    const stepping = schemaTask({
      ...inline,
      id: "stepping",
      run: async (_payload, { step }) => {
        const value = await step("only", () => done.push("only"));
        if (!goesOn.signal.aborted) await once(goesOn.signal, "abort");
        return value;
      },
    });
    const crashed = openEngine({ tasks: [stepping], home });
    await crashed.start();
    const { id } = await crashed.commands.run("stepping", {});
    while (done.length === 0 || Object.keys(crashed.stores.steps.of(crashed.queries.find(id).seq)).length === 0)
      await new Promise(setImmediate);
    // As a killed host leaves it: nothing was told that it ends.
    const left = tempHome();
    cpSync(home, left, { recursive: true });
    goesOn.abort();
    const next = openEngine({ tasks: [stepping], home: left });
    await next.start();
    await next.settled(id);
    expect(next.queries.run(id)).toMatchObject({ status: "completed", output: 1, attempts: 2 });
    expect(done).toEqual(["only"]);
  });
});
