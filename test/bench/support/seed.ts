import path from "node:path";
import { openDatabase } from "../../../jobs/store/database.ts";
import { migrationsPath } from "../../support/paths.ts";

export const seedTasks = 50;

type SeedOptions = {
  readonly finished: number;
  readonly waiting: number;
  /** Runs take turns among so many tasks; default `seedTasks`. */
  readonly tasks?: number;
  /** From one run to the next; default 1. */
  readonly stepMs?: number;
};

/**
 * Fills a home with a history, and with runs that wait, in one statement each. `completed`, every 20th `failed`, every
 * 50th `cancelled`; of task-7, one in 100,000 is cancelled.
 */
export function seedRuns(home: string, { finished, waiting, tasks = seedTasks, stepMs = 1 }: SeedOptions) {
  const file = path.join(home, "jobdeck.db");
  const database = openDatabase({ path: file, migrations: path.join(migrationsPath, "jobdeck"), durability: "NORMAL" });
  database.pragma("synchronous = OFF");
  database.pragma("cache_size = -400000");
  const rest = indexesToRebuild(database);
  for (const { name } of rest) database.exec(`DROP INDEX ${name}`);
  // A number of JavaScript is a REAL to SQLite, and so is the rest of a division by it.
  const fill = database.prepare(
    `INSERT INTO run (id, task_id, state, ready, priority, trigger_kind, payload, output, outcome, attempts, max_attempts,
                      created_at, due_at, started_at, finished_at)
       WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < @runs)
       SELECT lower(hex(randomblob(16))),
              @prefix || (n % CAST(@tasks AS INTEGER)),
              CASE WHEN @waiting THEN 'created'
                   WHEN n % CAST(@tasks AS INTEGER) = 7 THEN iif(n % 100000 = 7, 'cancelled', 'completed')
                   WHEN n % 50 = 1 THEN 'cancelled' WHEN n % 20 = 2 THEN 'failed' ELSE 'completed' END,
              @waiting, 0, 'schedule', '{"n":' || n || '}', iif(@waiting, NULL, '{"done":true}'), iif(@waiting, NULL, 'done'),
              iif(@waiting, 0, 1), 4, at, at, iif(@waiting, NULL, at), iif(@waiting, NULL, at + 5)
         FROM (SELECT n, @at + CAST(n * @stepMs AS INTEGER) AS at FROM number)`,
  );
  // A history of the last hours: nothing of it is old enough to be deleted by itself.
  const at = Date.now() - Math.max(3 * 60 * 60_000, Math.ceil(finished * stepMs));
  if (finished > 0) fill.run({ runs: finished, waiting: 0, at, tasks, stepMs, prefix: "task-" });
  if (waiting > 0) fill.run({ runs: waiting, waiting: 1, at, tasks, stepMs, prefix: "waiting-" });
  for (const { sql } of rest) database.exec(sql);
  database.exec(
    `DELETE FROM run_count;
     INSERT INTO run_count (task_id, state, runs) SELECT task_id, state, count(*) FROM run GROUP BY task_id, state`,
  );
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

/** Building an index once over all rows takes a fraction of keeping it up to date row by row. */
function indexesToRebuild(database: ReturnType<typeof openDatabase>) {
  return database
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'run' AND sql IS NOT NULL",
    )
    .all();
}
