import { killTree, runVariable } from "../process/process-tree.ts";
import type { FromThread } from "./protocol.ts";

/** The processes that the tries of one thread have started and that are to end with it. */
export function createGuardedProcesses() {
  const running = new Map<number, string | undefined>();
  return {
    note: (message: Extract<FromThread, { type: "process" }>, runId: string | undefined): void => {
      if (message.running) running.set(message.pid, runId);
      else running.delete(message.pid);
    },
    /** Ends what still runs, at once. */
    end: (): void => {
      for (const [pid, runId] of running) killTree({ pid, marker: runId && `${runVariable}=${runId}` });
      running.clear();
    },
  };
}
