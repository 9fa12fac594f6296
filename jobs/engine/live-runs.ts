import type { Progress } from "../model/read-models.ts";
import type { Execution } from "../pool/pool.ts";
import type { AbortReason } from "../pool/protocol.ts";

type LiveRun = {
  readonly taskId: string;
  readonly execution?: Execution;
  readonly progress?: Progress;
  /** Told to end before its execution had begun. */
  readonly abort?: AbortReason;
};

/** What is known of the runs that are active in this process and is not worth a row: their execution and progress. */
export function createLiveRuns() {
  const live = new Map<string, LiveRun>();
  const byTask = new Map<string, number>();

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
      if (live.delete(runId) && run) count(run.taskId, -1);
    },
    progress: (runId: string): Progress | undefined => live.get(runId)?.progress,
    /** False when no such run is active here. */
    abort,
    abortAll: (reason: AbortReason): void => {
      for (const runId of live.keys()) abort(runId, reason);
    },
    size: (): number => live.size,
    countOf: (taskId: string): number => byTask.get(taskId) ?? 0,
  };
}

export type LiveRuns = ReturnType<typeof createLiveRuns>;
