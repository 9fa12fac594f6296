import { MessageChannel } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import type { FromThread, ToThread, Work } from "../../../jobs/pool/protocol.ts";
import { type ImportCode, serveTasks } from "../../../jobs/pool/thread-runtime.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import type { Task } from "../../../jobs/sdk/task.ts";

/** The inside of a thread, with the test at the other end of its port. */
function serve(tasks: readonly Task[], importCode?: ImportCode) {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const heard: FromThread[] = [];
  const waiting: (() => void)[] = [];
  port1.on("message", (message: FromThread) => {
    heard.push(message);
    for (const wake of waiting.splice(0)) wake();
  });
  serveTasks(tasks, port2, importCode);
  const until = async <T extends FromThread["type"]>(type: T): Promise<Extract<FromThread, { type: T }>> => {
    for (;;) {
      const found = heard.findIndex((message) => message.type === type);
      if (found >= 0) return heard.splice(found, 1)[0] as Extract<FromThread, { type: T }>;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return { send: (message: ToThread) => port1.postMessage(message), until };
}

const work = (taskId: string, more: Partial<Work> = {}): ToThread => ({
  type: "work",
  work: {
    run: { id: "r", taskId, attempt: 1, maxAttempts: 1, trigger: "user", scheduledAt: null },
    ...{ payload: {}, secrets: {}, settings: {}, contentPath: "", lastLogSeq: 0, steps: {} },
    ...more,
  },
});
const task = (id: string, run: Task["run"]): Task => schemaTask({ id, schema: z.object({}), run });

describe("the inside of a thread", () => {
  it("is ready, runs one task after the other, and says of one that is not there that it is not", async () => {
    const { send, until } = serve([task("one", () => 1), task("two", () => 2)]);
    await until("ready");
    send(work("one"));
    expect((await until("done")).output).toBe(1);
    send(work("two"));
    expect((await until("done")).output).toBe(2);
    send(work("three"));
    expect(await until("failed")).toMatchObject({
      error: { message: expect.stringContaining("no longer there") },
      retry: { kind: "never" },
    });
  });

  it.each([
    ["cancel", "Cancelled."],
    ["timeout", "Its time is up."],
    ["shutdown", "The host is shutting down."],
  ] as const)("raises the signal on %s", async (reason, message) => {
    const { send, until } = serve([
      task("waits", (_payload, { signal, logger }) => {
        logger.info("here");
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      }),
    ]);
    // With nothing to end, it is about nothing.
    send({ type: "abort", reason });
    send(work("waits"));
    await until("log");
    send({ type: "abort", reason });
    expect((await until("failed")).error.message).toBe(message);
  });

  it("hands the host's answers, and its refusals, to whoever asked", async () => {
    const { send, until } = serve([
      task("asks", async (_payload, { tasks }) => {
        const first = await tasks.trigger("child", {});
        const second = await tasks.trigger("child", {}).catch((error: { code: string }) => error.code);
        const third = await tasks.trigger("child", {}).catch((error: Error) => error.message);
        return [first.id, second, third];
      }),
    ]);
    send(work("asks"));
    const answers = [
      { ok: true, value: [{ id: "c", status: "created", taskId: "child" }] },
      { ok: false, error: { code: "NOT_FOUND", message: "no child" } },
      { ok: false, error: { code: "ODD", message: "something else" } },
    ] as const;
    for (const answer of answers) send({ type: "answer", id: (await until("call")).id, answer });
    // Nobody waits for this one.
    send({ type: "answer", id: 99, answer: answers[0] });
    expect((await until("done")).output).toEqual(["c", "NOT_FOUND", "something else"]);
  });

  it("imports the user's code once for each version, and shows its author's stack", async () => {
    const imported: string[] = [];
    const { send, until } = serve([task("mine", () => "the program's")], async ({ version }) => {
      imported.push(version);
      if (version === "broken") throw new Error("cannot be imported");
      const own = task("mine", () => {
        if (version === "fails") throw new Error("failed");
        return `the user's ${version}`;
      });
      return { tasks: [own], authorsStack: () => "the author's" };
    });
    const code = (version: string) => ({ code: { version, entry: `${version}.mjs` } });
    for (const version of ["a", "a", "b"]) {
      send(work("mine", code(version)));
      expect((await until("done")).output).toBe(`the user's ${version}`);
    }
    send(work("mine"));
    expect((await until("done")).output).toBe("the program's");
    send(work("mine", code("fails")));
    expect((await until("failed")).error.stack).toBe("the author's");
    send(work("mine", code("broken")));
    expect(await until("failed")).toMatchObject({
      error: { message: "cannot be imported" },
      retry: { kind: "default" },
    });
    expect(imported).toEqual(["a", "b", "fails", "broken"]);
  });

  it("makes words of what is no JSON, and says when a payload no longer fits", async () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const strict = schemaTask({ id: "strict", schema: z.object({ a: z.string() }), run: () => 1 });
    const { send, until } = serve([
      task("odd", (_payload, { logger, progress, report }) => {
        logger.info("odd", { error: new TypeError("inside"), big: 5n });
        progress(1, 0);
        progress(2, 0, "more");
        report({ summary: "odd" });
        return { cycle };
      }),
      strict,
    ]);
    send(work("odd"));
    expect((await until("progress")).progress).toEqual({ done: 1, total: 0 });
    expect((await until("log")).lines[0]?.data).toMatchObject({ error: { message: "inside" }, big: "5" });
    const done = await until("done");
    expect([done.output, done.report]).toMatchObject([
      { unreadable: expect.any(String), reason: expect.stringContaining("circular") },
      { summary: "odd" },
    ]);
    send(work("strict"));
    expect((await until("failed")).error.code).toBe("BAD_PAYLOAD");
  });
});
