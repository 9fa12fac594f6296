import { killLeftovers, killTree } from "../process/process-tree.ts";
import type { FromThread } from "./protocol.ts";

/** The processes that the tries of one thread have started and that are to end with it. */
export function createGuardedProcesses() {
  const running = new Set<number>();
  return {
    note: ({ pid, running: runs }: Extract<FromThread, { type: "process" }>): void => {
      if (runs) running.add(pid);
      else running.delete(pid);
    },
    /** Ends what still runs, at once. `runId`: the run that goes on in the thread. */
    end: (runId: string | undefined): void => {
      for (const pid of running) killTree({ pid });
      running.clear();
      // A thread may be ended after it has started a process and before it has said so.
      if (runId !== undefined) killLeftovers([runId]);
    },
  };
}
