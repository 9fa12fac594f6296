import { JobdeckError } from "../model/errors.ts";
import { usersEnvironment } from "../model/users-environment.ts";
import type { Task } from "../sdk/task.ts";
import { runInline } from "./inline.ts";
import type { AbortReason, Work, WorkListener, WorkResult } from "./protocol.ts";
import { startThread, type Thread } from "./thread-handle.ts";

/** A task gets this long to end by itself after its signal was raised; then its thread is terminated. */
const graceMs = 5_000;
/** Warm threads that are kept for the next runs, and for how long (milliseconds). */
const maxIdleThreads = 4;
const idleMs = 60_000;
/** The others are kept so long: between two of many short runs, a thread that has just ended is wanted again at once. */
const surplusIdleMs = 2_000;

export type PoolOptions = {
  /** The thread entry's file. */
  readonly threadPath: string;
  /** Those that may run inline. */
  readonly tasks: ReadonlyMap<string, Task>;
  /** What the threads of the user's own tasks see of it is the user's; Jobdeck's variables stay here. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Megabytes of JavaScript heap that one thread may have; a task that needs more fails alone. Default 1,024. */
  readonly maxHeapMb?: number;
};

/** A try that is going on. */
export type Execution = {
  /** Never rejects: whatever happens to the task or its thread is a result. */
  readonly result: Promise<WorkResult>;
  /** Raises the signal, and after 5 s ends the thread. */
  readonly abort: (reason: AbortReason) => void;
};

/**
 * Runs tries of tasks in worker threads, one at a time each. A thread that ended well is kept warm for the next run; one
 * that died, was terminated or overran is thrown away.
 */
export function createPool(options: PoolOptions) {
  const idle: { readonly thread: Thread; readonly version: string | undefined; readonly timer: NodeJS.Timeout }[] = [];
  const busy = new Set<Thread>();

  /** A thread that has imported code of the user's runs that version only: no other task, and no secret, meets it there. */
  const take = (version: string | undefined): Thread => {
    const place = idle.findLastIndex((entry) => entry.version === version);
    const [warm] = place < 0 ? [] : idle.splice(place, 1);
    if (!warm) {
      const env = version === undefined ? undefined : usersEnvironment(options.env);
      return startThread({ threadPath: options.threadPath, maxHeapMb: options.maxHeapMb ?? 1_024, env });
    }
    clearTimeout(warm.timer);
    return warm.thread;
  };

  const giveBack = (thread: Thread, version: string | undefined) => {
    if (!thread.isAlive()) return;
    const keptMs = idle.length < maxIdleThreads ? idleMs : surplusIdleMs;
    const entry = { thread, version, timer: setTimeout(() => discard(entry), keptMs) };
    entry.timer.unref();
    idle.push(entry);
  };

  const discard = (entry: (typeof idle)[number]) => {
    idle.splice(idle.indexOf(entry), 1);
    entry.thread.terminate();
  };

  const inThread = (work: Work, timeoutMs: number, listener: WorkListener): Execution => {
    const version = work.code?.version;
    const thread = take(version);
    busy.add(thread);
    const supervisor = supervise((reason) => thread.abort(reason), thread.terminate, timeoutMs);
    const result = thread.execute(work, listener).then((ended) => {
      supervisor.stop();
      busy.delete(thread);
      giveBack(thread, version);
      return explain(ended, supervisor.reason(), timeoutMs);
    });
    return { result, abort: supervisor.abort };
  };

  const onHost = (work: Work, timeoutMs: number, listener: WorkListener): Execution => {
    const inline = runInline(options.tasks, work, listener);
    const supervisor = supervise(inline.abort, inline.abandon, timeoutMs);
    const result = inline.result.then((ended) => {
      supervisor.stop();
      return explain(ended, supervisor.reason(), timeoutMs);
    });
    return { result, abort: supervisor.abort };
  };

  return {
    execute: (task: Pick<Task, "isolation" | "timeoutMs">, work: Work, listener: WorkListener): Execution =>
      (task.isolation === "inline" ? onHost : inThread)(work, task.timeoutMs, listener),
    /** Ends every thread at once. Tries that still go on end as failed with code THREAD_DIED. */
    close: (): void => {
      for (const entry of idle.splice(0)) {
        clearTimeout(entry.timer);
        entry.thread.terminate();
      }
      for (const thread of busy) thread.terminate();
    },
  };
}

export type Pool = ReturnType<typeof createPool>;

/** Raises the signal on abort or timeout, and terminates when the task does not end within the grace time. */
function supervise(raise: (reason: AbortReason) => void, terminate: () => void, timeoutMs: number) {
  let reason: AbortReason | undefined;
  let graceTimer: NodeJS.Timeout | undefined;
  const abort = (why: AbortReason) => {
    if (reason) return;
    reason = why;
    raise(why);
    graceTimer = setTimeout(terminate, graceMs);
  };
  // A timer beyond 2^31-1 ms would fire at once.
  const timeoutTimer = setTimeout(() => abort("timeout"), Math.min(timeoutMs, 2 ** 31 - 1));
  return {
    abort,
    reason: () => reason,
    stop: () => {
      clearTimeout(timeoutTimer);
      clearTimeout(graceTimer);
    },
  };
}

/** A task that was told to end did not fail by itself, whatever it threw on its way out. */
function explain(ended: WorkResult, reason: AbortReason | undefined, timeoutMs: number): WorkResult {
  if (ended.type === "done" || !reason) return ended;
  if (reason === "timeout") {
    const error = new JobdeckError("TIMEOUT", `The run did not end within its limit of ${timeoutMs} ms.`);
    return { type: "failed", error: { code: error.code, message: error.message }, retry: { kind: "never" } };
  }
  const message = reason === "cancel" ? "Cancelled." : "The host was shut down while this run was active.";
  const code = reason === "cancel" ? "CANCELLED" : "INTERRUPTED";
  return { type: "failed", error: { code, message }, retry: { kind: reason === "cancel" ? "never" : "default" } };
}
