import type { Progress } from "../model/read-models/runs.ts";
import type { Execution } from "../pool/pool.ts";
import type { AbortReason } from "../pool/protocol.ts";

type LiveRun = {
  readonly taskId: string;
  readonly execution?: Execution;
  readonly progress?: Progress;
  /** Told to end before its execution had begun. */
  readonly abort?: AbortReason;
  /** It only waits for another run, and holds no place. */
  readonly waiting?: boolean;
};

/** What is known of the runs that are active in this process and is not worth a row: their execution and progress. */
export function createLiveRuns() {
  const live = new Map<string, LiveRun>();
  const byTask = new Map<string, number>();
  let waiting = 0;

  const count = (taskId: string, by: number) => void byTask.set(taskId, (byTask.get(taskId) ?? 0) + by);

  const change = (runId: string, values: Partial<LiveRun>) => {
    const run = live.get(runId);
    if (run) live.set(runId, { ...run, ...values });
  };

  const abort = (runId: string, reason: AbortReason): boolean => {
    const run = live.get(runId);
    if (!run) return false;
    if (run.execution) run.execution.abort(reason);
    else change(runId, { abort: reason });
    return true;
  };

  return {
    add: (runId: string, taskId: string): void => {
      live.set(runId, { taskId });
      count(taskId, 1);
    },
    setExecution: (runId: string, execution: Execution): void => {
      change(runId, { execution });
      const early = live.get(runId)?.abort;
      if (early) execution.abort(early);
    },
    setProgress: (runId: string, progress: Progress): void => change(runId, { progress }),
    remove: (runId: string): void => {
      const run = live.get(runId);
      if (!live.delete(runId) || !run) return;
      if (run.waiting) waiting -= 1;
      else count(run.taskId, -1);
    },
    /** Whether it waits for another run; while it does, it holds no place. */
    setWaiting: (runId: string, waits: boolean): void => {
      const run = live.get(runId);
      if (!run || (run.waiting ?? false) === waits) return;
      change(runId, { waiting: waits });
      count(run.taskId, waits ? -1 : 1);
      waiting += waits ? 1 : -1;
    },
    progress: (runId: string): Progress | undefined => live.get(runId)?.progress,
    /** False when no such run is active here. */
    abort,
    abortAll: (reason: AbortReason): void => {
      for (const runId of live.keys()) abort(runId, reason);
    },
    /** Runs that hold a place. */
    size: (): number => live.size - waiting,
    countOf: (taskId: string): number => byTask.get(taskId) ?? 0,
  };
}

export type LiveRuns = ReturnType<typeof createLiveRuns>;
