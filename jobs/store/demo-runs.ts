import type { RunState } from "../model/run-state.ts";
import type { Stores } from "./stores.ts";

type DemoRun = { readonly seq: number; readonly id: string; readonly taskId: string; readonly state: RunState };

/** The runs that began while the demo was on. */
export function demoRuns({ database }: Pick<Stores, "database">): readonly DemoRun[] {
  return database.prepare<[], DemoRun>("SELECT seq, id, task_id AS taskId, state FROM run WHERE demo = 1").all();
}

/** Removes the ended and waiting runs of the demo with their logs and ledger rows. Gives the tasks that lost some. */
export function deleteDemoRuns({ database, logs }: Stores): ReadonlySet<string> {
  const rows = demoRuns({ database }).filter(({ state }) => state !== "active");
  const forget = database.prepare<[string]>("DELETE FROM occurrence WHERE run_id = ?");
  const remove = database.prepare<[number]>("DELETE FROM run WHERE seq = ?");
  database
    .transaction(() => {
      for (const row of rows) {
        forget.run(row.id);
        remove.run(row.seq);
      }
    })
    .immediate();
  logs.delete(rows.map((row) => row.seq));
  return new Set(rows.map((row) => row.taskId));
}
