import type { JobStatus } from "../model/job-status.ts";
import type { TaskCall, TriggeredRun, TriggerOptions, TriggerRequest } from "../model/trigger.ts";

/** What one run of a batch is given. */
export type BatchItem = { readonly payload?: unknown; readonly options?: TriggerOptions };

/** Starts runs of other tasks. */
export type TaskClient = {
  /**
   * Queues a run and gives its handle once it is on disk.
   *
   * @throws JobdeckError NOT_FOUND for an unknown task, BAD_PAYLOAD with zod's paths; nothing is queued then
   */
  readonly trigger: (taskId: string, payload?: unknown, options?: TriggerOptions) => Promise<TriggeredRun>;
  /**
   * Queues a run, waits for its end, and gives its output. A run that waits so holds no place of its task and host.
   *
   * @throws ChildRunError when it failed or was cancelled
   */
  readonly triggerAndWait: (taskId: string, payload?: unknown, options?: TriggerOptions) => Promise<unknown>;
  /** Queues runs of one task in one transaction: all, or none. At most 10,000. */
  readonly batchTrigger: (taskId: string, items: readonly BatchItem[]) => Promise<readonly TriggeredRun[]>;
  /** What has become of a run. @throws JobdeckError NOT_FOUND */
  readonly status: (runId: string) => Promise<JobStatus>;
};

/** Thrown by `triggerAndWait` when the run that it waited for did not succeed. */
export class ChildRunError extends Error {
  readonly runId: string;
  readonly status: string;
  /** The stable code of what it failed with. */
  readonly code: string;

  constructor(run: TriggeredRun, status: string, error: { readonly code: string; readonly message: string } | null) {
    super(`Run ${run.id} of task "${run.taskId}" ended as ${status}: ${error?.message ?? "without an error"}`);
    this.name = "ChildRunError";
    this.runId = run.id;
    this.status = status;
    this.code = error?.code ?? "TASK_FAILED";
  }
}

type Ended = {
  readonly status: string;
  readonly output: unknown;
  readonly error: { readonly code: string; readonly message: string } | null;
};

/** The client over whatever carries a call to the host. `signal` ends a waiting, not what is waited for. */
export function createTaskClient(call: (call: TaskCall) => Promise<unknown>, signal?: AbortSignal): TaskClient {
  const send = async (requests: readonly TriggerRequest[]): Promise<readonly TriggeredRun[]> =>
    (await call({ kind: "trigger", requests: [...requests] })) as readonly TriggeredRun[];

  const trigger = async (taskId: string, payload?: unknown, options?: TriggerOptions): Promise<TriggeredRun> => {
    const [run] = await send([{ taskId, payload, ...(options && { options }) }]);
    if (!run) throw new Error(`The host gave no run back for task "${taskId}"`);
    return run;
  };

  return {
    trigger,
    triggerAndWait: async (taskId, payload, options) => {
      const run = await trigger(taskId, payload, options);
      const ended = (await untilAborted(call({ kind: "wait", runId: run.id }), signal)) as Ended;
      if (ended.status === "completed") return ended.output;
      throw new ChildRunError(run, ended.status, ended.error);
    },
    batchTrigger: (taskId, items) => send(items.map((item) => ({ taskId, ...item }))),
    status: async (runId) => (await call({ kind: "status", runId })) as JobStatus,
  };
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}
