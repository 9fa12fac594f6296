import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import type { Progress } from "../../../jobs/model/read-models/runs.ts";
import type { Span } from "../../../jobs/model/trace.ts";
import { createGuardedProcesses } from "../../../jobs/pool/guarded-processes.ts";
import { createPool } from "../../../jobs/pool/pool.ts";
import type { WorkResult } from "../../../jobs/pool/protocol.ts";
import type { TaskContext } from "../../../jobs/sdk/context.ts";
import { NonRetryableError, RetryAfterError } from "../../../jobs/sdk/errors.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { testThreadPath } from "../../support/paths.ts";

/** Runs a body as an inline task, and gives what it came to with the progress that was told. */
async function ending(body: (context: TaskContext) => unknown, payload: unknown = {}) {
  const task = schemaTask({
    id: "inline",
    isolation: "inline",
    schema: z.object({}).strict(),
    run: (_, context) => body(context),
  });
  const pool = createPool({ threadPath: testThreadPath, tasks: new Map([[task.id, task]]), env: {} });
  onTestFinished(pool.close);
  const progress: Progress[] = [];
  const spans: Span[] = [];
  const work = {
    run: { id: "r", taskId: "inline", attempt: 1, maxAttempts: 3, trigger: "user", scheduledAt: null },
    payload,
    ...{ secrets: {}, settings: {}, contentPath: "", lastLogSeq: 0, steps: {} },
  } as const;
  const execution = pool.execute(task, work, {
    onLog: () => undefined,
    onProgress: (value) => progress.push(value),
    onSpans: (batch) => spans.push(...batch),
    onCall: async () => ({ ok: true, value: null }),
  });
  return { result: await execution.result, progress, spans };
}

const throws = (error: unknown) => async (): Promise<WorkResult> =>
  (
    await ending(() => {
      throw error;
    })
  ).result;

describe("a task on the host's own thread", () => {
  it("tells its progress, at the end the last of it", async () => {
    const { progress } = await ending(({ progress: tell }) => {
      for (let done = 1; done <= 50; done++) tell(done, 50);
    });
    expect(progress.at(-1)).toEqual({ done: 50, total: 50 });
    expect(progress.length).toBeLessThan(50);
  });

  it("tells how long its parts took, those inside of others, and those that failed", async () => {
    const { spans } = await ending(async ({ span, step }) => {
      await span("whole", async () => {
        await Promise.all([span("left", () => 1), step("right", () => 2)]);
      });
      await span("broken", () => Promise.reject(new Error("no"))).catch(() => undefined);
    });
    const newest = new Map(spans.map((span) => [span.id, span]));
    const told = [...newest.values()].map(({ id, parentId, name, failed }) => ({ id, parentId, name, failed }));
    expect(told).toEqual([
      { id: 1, parentId: null, name: "whole", failed: false },
      { id: 2, parentId: 1, name: "left", failed: false },
      { id: 3, parentId: 1, name: "right", failed: false },
      { id: 4, parentId: null, name: "broken", failed: true },
    ]);
    for (const { startedAt, finishedAt } of newest.values()) expect(finishedAt).toBeGreaterThanOrEqual(startedAt);
  });

  it("times no more parts than are kept, and one to know that there were more", async () => {
    const { spans } = await ending(async ({ span }) => {
      for (let part = 0; part < 2_000; part++) await span(`part ${part}`, () => undefined);
    });
    expect(new Set(spans.map(({ id }) => id)).size).toBe(501);
  });

  it("is tried again when it says, by a time or by a while", async () => {
    const at = new Date(5_000_000);
    expect(await throws(new RetryAfterError("later", at))()).toMatchObject({ retry: { kind: "at", at: 5_000_000 } });
    const before = Date.now();
    const ended = await throws(new RetryAfterError("later", 60_000))();
    const dueAt = ended.type === "failed" && ended.retry.kind === "at" ? ended.retry.at : 0;
    expect(dueAt - before).toBeGreaterThanOrEqual(60_000);
    expect(dueAt - Date.now()).toBeLessThanOrEqual(60_000);
  });

  it("is not tried again when no other try can mend it", async () => {
    expect(await throws(new NonRetryableError("never"))()).toMatchObject({ retry: { kind: "never" } });
    expect(await throws(new Error("perhaps"))()).toMatchObject({ retry: { kind: "default" } });
    expect(await throws("only words")()).toMatchObject({ error: { message: "only words" } });
  });

  it("does not run with a payload that no longer fits", async () => {
    const { result } = await ending(() => "ran", { surplus: 1 });
    expect(result).toMatchObject({ type: "failed", error: { code: "BAD_PAYLOAD" }, retry: { kind: "never" } });
  });

  it("gives back what JSON cannot hold as words", async () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const thrower = {
      toJSON: () => {
        throw "no words";
      },
    };
    const outputOf = async (value: unknown) => (await ending(() => value)).result;
    expect(await outputOf(circle)).toMatchObject({ output: { reason: expect.stringContaining("circular") } });
    expect(await outputOf(thrower)).toMatchObject({ output: { reason: "no words" } });
    expect(await outputOf({ big: 2n ** 70n, error: new Error("inner") })).toMatchObject({
      output: { big: "1180591620717411303424", error: { message: "inner" } },
    });
  });

  it("has its processes ended only as long as they run", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child, "spawn");
    const pid = child.pid ?? 0;
    const processes = createGuardedProcesses();
    processes.note({ type: "process", pid, running: true });
    processes.note({ type: "process", pid, running: false });
    processes.end(undefined);
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);
    processes.note({ type: "process", pid, running: true });
    processes.end(undefined);
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGKILL");
  });

  it("may say which processes are its own", async () => {
    const { result } = await ending(({ guardProcess }) => {
      const release = guardProcess(2 ** 30);
      release();
      return "released";
    });
    expect(result).toMatchObject({ type: "done", output: "released" });
  });

  it("has nothing to say once it has ended", async () => {
    const lines: string[] = [];
    const task = schemaTask({
      id: "leaves-something",
      isolation: "inline",
      schema: z.object({}),
      run: (_, { logger, progress, tasks: client }) => {
        void Promise.resolve()
          .then(() => new Promise(setImmediate))
          .then(() => {
            logger.info("too late");
            progress(1, 1);
            return client.trigger("other", {});
          })
          .catch((error: Error) => lines.push(error.message));
        logger.info("in time");
      },
    });
    const pool = createPool({ threadPath: testThreadPath, tasks: new Map([[task.id, task]]), env: {} });
    onTestFinished(pool.close);
    const work = {
      run: { id: "r", taskId: task.id, attempt: 1, maxAttempts: 3, trigger: "user", scheduledAt: null },
      ...{ payload: {}, secrets: {}, settings: {}, contentPath: "", lastLogSeq: 0, steps: {} },
    } as const;
    const { result } = pool.execute(task, work, {
      onLog: (batch) => lines.push(...batch.map(({ message }) => message)),
      onProgress: () => lines.push("progress"),
      onSpans: () => lines.push("spans"),
      onCall: async () => ({ ok: true, value: lines.push("call") }),
    });
    await result;
    await vi.waitFor(() => expect(lines).toHaveLength(2));
    expect(lines).toEqual(["in time", expect.stringContaining("The run has ended")]);
  });
});
