import type { Database } from "../../jobs/store/database.ts";

/** The table of counts, after rows were written past the queue, which keeps it. */
export function recount(database: Database): void {
  database.exec(`DELETE FROM run_count;
    INSERT INTO run_count (task_id, state, runs) SELECT task_id, state, count(*) FROM run GROUP BY task_id, state`);
}
