import type { Stores } from "./stores.ts";

/** Removes the ended and waiting runs of the demo with their logs and ledger rows. Gives the tasks that lost some. */
export function deleteDemoRuns({ database, logs }: Stores): ReadonlySet<string> {
  const rows = database
    .prepare<[], { seq: number; id: string; task_id: string }>(
      "SELECT seq, id, task_id FROM run WHERE demo = 1 AND state <> 'active'",
    )
    .all();
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
  return new Set(rows.map((row) => row.task_id));
}
