import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Work, WorkListener } from "../../../jobs/pool/protocol.ts";
import { startThread } from "../../../jobs/pool/thread-handle.ts";
import { tempHome } from "../../support/temp-home.ts";

const work: Work = {
  run: { id: "r", taskId: "t", attempt: 1, maxAttempts: 3, trigger: "user", scheduledAt: null },
  ...{ payload: {}, secrets: {}, settings: {}, contentPath: "", lastLogSeq: 0, steps: {} },
};
const listener: WorkListener = {
  onLog: () => undefined,
  onProgress: () => undefined,
  onSpans: () => undefined,
  onCall: async () => ({ ok: true, value: null }),
};

/** A thread whose entry is this code; `port` is its port to the host. */
function thread(code: string) {
  const file = path.join(tempHome(), "entry.mjs");
  writeFileSync(file, `import { parentPort as port } from "node:worker_threads";\n${code}`);
  const started = startThread({ threadPath: file, maxHeapMb: 64, env: {} });
  onTestFinished(started.terminate);
  return started;
}

describe("a thread, seen from the host", () => {
  it("is thrown away when it sends what is no message", async () => {
    const wild = thread('port.on("message", () => port.postMessage({ type: "mystery" }));');
    const result = await wild.execute(work, listener);
    expect(result).toMatchObject({ error: { code: "THREAD_DIED", message: expect.stringContaining("no message") } });
    expect(wild.isAlive()).toBe(false);
  });

  it("takes no more work once it has ended, and says so", async () => {
    const gone = thread('port.once("message", () => process.exit(3));');
    expect(await gone.execute(work, listener)).toMatchObject({ error: { message: expect.stringContaining("code 3") } });
    expect(await gone.execute(work, listener)).toMatchObject({
      error: { code: "THREAD_DIED", message: expect.stringContaining("it had ended before") },
    });
  });

  it("goes on with the next run, whatever it sends between two", async () => {
    const late = thread(`
      port.on("message", (message) => {
        if (message.type === "answer") return;
        port.postMessage({ type: "done", output: null, report: {} });
        port.postMessage({ type: "call", id: 1, call: { kind: "status", runId: "x" } });
        port.postMessage({ type: "log", lines: [], dropped: 0 });
        port.postMessage({ type: "progress", progress: { done: 1, total: 1 } });
        port.postMessage({ type: "process", pid: 1073741824, running: true });
        port.postMessage({ type: "process", pid: 1073741824, running: false });
      });`);
    expect(await late.execute(work, listener)).toMatchObject({ type: "done" });
    expect(await late.execute(work, listener)).toMatchObject({ type: "done" });
    expect(late.isAlive()).toBe(true);
  });
});
