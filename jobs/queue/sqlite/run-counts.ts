import type { RunState } from "../../model/run-state.ts";
import type { Database } from "../../store/database.ts";

/** Keeps the table of counts: what a transaction changed is summed up and written once, before it is committed. */
export function createRunCounts(database: Database) {
  const add = database.prepare<[string, string, number]>(
    `INSERT INTO run_count (task_id, state, runs) VALUES (?, ?, ?)
       ON CONFLICT (task_id, state) DO UPDATE SET runs = runs + excluded.runs`,
  );
  const changed = new Map<string, Map<RunState, number>>();

  const change = (taskId: string, state: RunState, by: number) => {
    let states = changed.get(taskId);
    if (!states) {
      states = new Map();
      changed.set(taskId, states);
    }
    states.set(state, (states.get(state) ?? 0) + by);
  };

  return {
    /** Forgets what a transaction that was rolled back had changed. */
    begin: (): void => changed.clear(),
    write: (): void => {
      for (const [taskId, states] of changed)
        for (const [state, by] of states) if (by !== 0) add.run(taskId, state, by);
    },
    /** A run is new (`from` undefined), or has moved. */
    moved: (taskId: string, from: RunState | undefined, to: RunState): void => {
      if (from) change(taskId, from, -1);
      change(taskId, to, 1);
    },
  };
}
