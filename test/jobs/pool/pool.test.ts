import { Worker } from "node:worker_threads";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { LogLine } from "../../../jobs/model/log.ts";
import type { Progress } from "../../../jobs/model/read-models/runs.ts";
import { createPool } from "../../../jobs/pool/pool.ts";
import type { Work } from "../../../jobs/pool/protocol.ts";
import type { Task } from "../../../jobs/sdk/task.ts";
import { testThreadPath } from "../../support/paths.ts";
import { testTasks } from "../../support/test-tasks.ts";

const tasks = new Map(testTasks.map((task) => [task.id, task]));

function openPool() {
  const pool = createPool({ threadPath: testThreadPath, tasks, env: {}, maxHeapMb: 64 });
  onTestFinished(pool.close);
  return pool;
}

function taskOf(id: string): Task {
  const task = tasks.get(id);
  if (!task) throw new Error(`no test task ${id}`);
  return task;
}

function workFor(taskId: string, values: Partial<Work> = {}): Work {
  return {
    run: { id: "r", taskId, attempt: 1, maxAttempts: 3, trigger: "user", scheduledAt: null },
    payload: {},
    secrets: {},
    settings: {},
    contentPath: "",
    lastLogSeq: 0,
    steps: {},
    ...values,
  };
}

function execute(pool: ReturnType<typeof openPool>, taskId: string, values: Partial<Work> = {}) {
  const lines: LogLine[] = [];
  const progress: Progress[] = [];
  let dropped = 0;
  let onFirstLine: () => void = () => undefined;
  const firstLine = new Promise<void>((resolve) => {
    onFirstLine = resolve;
  });
  const execution = pool.execute(taskOf(taskId), workFor(taskId, values), {
    onLog: (batch, lost) => {
      lines.push(...batch);
      dropped = Math.max(dropped, lost);
      onFirstLine();
    },
    onProgress: (value) => progress.push(value),
    onSpans: () => undefined,
    onCall: async () => ({ ok: true, value: null }),
  });
  return { ...execution, lines, progress, firstLine, dropped: () => dropped };
}

describe("the pool", () => {
  it.each(["echo", "echo-inline"])("gives back what %s returned, with its log", async (taskId) => {
    const run = execute(openPool(), taskId, { payload: { text: "hi" } });
    expect(await run.result).toMatchObject({ type: "done" });
    expect(run.lines[0]).toMatchObject({ seq: 1, level: "info", message: expect.stringContaining("hi") });
  });

  it("hands on progress and the report", async () => {
    const run = execute(openPool(), "echo", { payload: { lines: 3 } });
    expect(await run.result).toMatchObject({ output: { text: "hello" }, report: { summary: "said hello" } });
    expect(run.progress.at(-1)).toEqual({ done: 3, total: 3, label: "echoing" });
  });

  it("goes on with the line numbers of an earlier try", async () => {
    const run = execute(openPool(), "echo", { lastLogSeq: 41 });
    await run.result;
    expect(run.lines.map((line) => line.seq)).toEqual([42]);
  });

  it("keeps the cause of an error", async () => {
    const result = await execute(openPool(), "fail").result;
    expect(result).toMatchObject({ type: "failed", error: { code: "TASK_FAILED", message: "it broke" } });
    expect(result.type === "failed" && result.error.stack).toContain("deep down");
  });

  it.each([
    ["never", { kind: "never" }],
    ["plain", { kind: "default" }],
    ["after", { kind: "at", at: expect.any(Number) }],
  ])("passes on when a task that threw %s wants to be tried again", async (kind, retry) => {
    expect(await execute(openPool(), "fail", { payload: { kind } }).result).toMatchObject({ retry });
  });

  it("ends a run that listens to its signal as cancelled", async () => {
    const run = execute(openPool(), "wait");
    await run.firstLine;
    run.abort("cancel");
    expect(await run.result).toMatchObject({ error: { code: "CANCELLED" }, retry: { kind: "never" } });
    expect(run.lines.at(-1)).toMatchObject({ level: "warn", message: "Cancelled." });
    expect(run.lines.at(-1)).not.toHaveProperty("data");
  });

  it("ends a run that takes too long as timed out", async () => {
    expect(await execute(openPool(), "slow").result).toMatchObject({ error: { code: "TIMEOUT" } });
  });

  it("terminates the thread of a task that never gives way, and goes on with the next", async () => {
    const pool = openPool();
    expect(await execute(pool, "busy").result).toMatchObject({ error: { code: "TIMEOUT" } });
    expect(await execute(pool, "echo").result).toMatchObject({ type: "done" });
  }, 15_000);

  it.each(["exit", "bomb"])(
    "survives a task that brings its thread down (%s)",
    async (taskId) => {
      const pool = openPool();
      expect(await execute(pool, taskId).result).toMatchObject({ error: { code: "THREAD_DIED" } });
      expect(await execute(pool, "echo").result).toMatchObject({ type: "done" });
    },
    30_000,
  );

  it("keeps a thread for a minute and no longer, so that an idle host has none", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const terminate = vi.spyOn(Worker.prototype, "terminate");
    onTestFinished(() => {
      vi.useRealTimers();
      terminate.mockRestore();
    });
    await execute(openPool(), "echo", { payload: { text: "hi" } }).result;
    vi.advanceTimersByTime(59_999);
    expect(terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  it("keeps the beginning and the end of a log that is too long, and counts what it dropped", async () => {
    const run = execute(openPool(), "echo", { payload: { lines: 150_000 } });
    await run.result;
    expect(run.lines).toHaveLength(100_000);
    expect(run.dropped()).toBe(50_000);
    expect(run.lines[0]?.seq).toBe(1);
    expect(run.lines.at(-1)).toMatchObject({ seq: 150_000, message: "hello 150000" });
  });

  it("lets no secret out, in whatever clothes", async () => {
    const key = "sk-very/secret+key";
    const run = execute(openPool(), "secretive", { secrets: { "openai.apiKey": key } });
    const seen = JSON.stringify([await run.result, run.lines]);
    for (const form of [key, encodeURIComponent(key), btoa(key)]) expect(seen).not.toContain(form);
    expect(seen).toContain("[openai.apiKey]");
  });
});
