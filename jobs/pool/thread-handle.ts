import { Worker } from "node:worker_threads";
import { messageOf } from "../model/errors.ts";
import { fromThread } from "./from-thread.ts";
import { createGuardedProcesses } from "./guarded-processes.ts";
import type { AbortReason, FromThread, ToThread, Work, WorkListener, WorkResult } from "./protocol.ts";

/**
 * What was read from a network hangs on small objects: in a young generation of the usual 48 MB it is held until a hundred
 * megabytes of buffers hang there. Syncing 10,000 files of 100 KiB takes a third less memory so, in the same time.
 */
const youngHeapMb = 16;

/** A worker thread, seen from the host. */
export type Thread = {
  readonly execute: (work: Work, listener: WorkListener) => Promise<WorkResult>;
  readonly abort: (reason: AbortReason) => void;
  readonly terminate: () => void;
  readonly isAlive: () => boolean;
};

type Job = { readonly runId: string; readonly listener: WorkListener; readonly settle: (result: WorkResult) => void };

export type ThreadOptions = {
  /** The thread entry's file. */
  readonly threadPath: string;
  readonly maxHeapMb: number;
  /** Its environment; default: a copy of the host's. */
  readonly env?: Readonly<Record<string, string>> | undefined;
};

/** Starts a thread. It takes work at once; what it is sent before it is up waits in its port. */
export function startThread({ threadPath, maxHeapMb, env }: ThreadOptions): Thread {
  const worker = new Worker(threadPath, {
    ...(env && { env }),
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: youngHeapMb },
    // A task's console output belongs in no log of ours and must not garble the CLI's; it is read and thrown away.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  worker.unref();
  let alive = true;
  let job: Job | undefined;
  const processes = createGuardedProcesses();

  const settle = (result: WorkResult) => {
    job?.settle(result);
    job = undefined;
  };
  const died = (why: string) => {
    alive = false;
    processes.end(job?.runId);
    settle({
      type: "failed",
      error: { code: "THREAD_DIED", message: `The task's thread ended: ${why}.` },
      retry: { kind: "default" },
    });
  };
  const post = (message: ToThread) => worker.postMessage(message);

  const answer = async ({ id, call }: Extract<FromThread, { type: "call" }>) => {
    const answered = await job?.listener.onCall(call);
    if (answered && alive) post({ type: "answer", id, answer: answered });
  };

  worker.on("message", (untrusted: unknown) => {
    const message = fromThread(untrusted);
    if (!message) {
      // Only code that takes the thread's own port for itself can send such a thing.
      died("it sent its host something that is no message");
      void worker.terminate();
    } else if (message.type === "log") job?.listener.onLog(message.lines, message.dropped);
    else if (message.type === "progress") job?.listener.onProgress(message.progress);
    else if (message.type === "spans") job?.listener.onSpans(message.spans);
    else if (message.type === "call") void answer(message);
    else if (message.type === "process") processes.note(message);
    else if (message.type !== "ready") settle(message);
  });
  worker.on("error", (error) => died(messageOf(error)));
  worker.on("messageerror", (error) => died(messageOf(error)));
  worker.on("exit", (code) => died(`exit code ${code}`));

  return {
    execute: (work, listener) =>
      new Promise((resolve) => {
        worker.ref();
        job = {
          runId: work.run.id,
          listener,
          settle: (result) => {
            worker.unref();
            resolve(result);
          },
        };
        if (alive) post({ type: "work", work });
        else died("it had ended before");
      }),
    abort: (reason) => post({ type: "abort", reason }),
    terminate: () => {
      // `exit` follows and settles what is still open.
      void worker.terminate();
      // Not only then: the host itself may be gone before it hears of the thread's end.
      processes.end(job?.runId);
    },
    isAlive: () => alive,
  };
}
