import { randomUUID } from "node:crypto";
import path from "node:path";
import { openDatabase } from "../../../jobs/store/database.ts";
import { migrationsPath } from "../../support/paths.ts";
import { tempFolder } from "../support/temp.ts";

/**
 * The limit: better-sqlite3 with our schema and the writes of a run's life, and nothing around them. Durability FULL.
 * `insert`, `claim` and `complete` are one transaction each; `fused` completes some and claims as many in one.
 */
export function openRaw() {
  const database = openDatabase({
    path: path.join(tempFolder("raw"), "jobdeck.db"),
    migrations: path.join(migrationsPath, "jobdeck"),
    durability: "FULL",
  });
  const insert = database.prepare(
    `INSERT INTO run (id, task_id, state, ready, trigger_kind, payload, max_attempts, created_at, due_at)
       VALUES (?, 'noop', 'created', 1, 'user', '{}', 4, ?, ?)`,
  );
  const ready = database.prepare<[number], { seq: number; payload: string }>(
    "SELECT * FROM run WHERE ready = 1 AND task_id = 'noop' ORDER BY priority DESC, due_at, seq LIMIT ?",
  );
  const activate = database.prepare(
    "UPDATE run SET state = 'active', ready = 0, attempts = attempts + 1, attempt_at = @now, started_at = @now WHERE seq = @seq",
  );
  const finish = database.prepare(
    "UPDATE run SET state = 'completed', outcome = 'done', output = 'null', finished_at = ? WHERE seq = ?",
  );

  const claimRows = (limit: number) => {
    const rows = ready.all(limit);
    const now = Date.now();
    for (const { seq } of rows) activate.run({ now, seq });
    return rows;
  };
  const completeRows = (seqs: readonly number[]) => {
    const now = Date.now();
    for (const seq of seqs) finish.run(now, seq);
  };
  const insertMany = database.transaction((runs: number) => {
    const now = Date.now();
    for (let index = 0; index < runs; index++) insert.run(randomUUID(), now, now);
  });
  const claim = database.transaction(claimRows);
  const complete = database.transaction(completeRows);
  const fused = database.transaction((seqs: readonly number[], limit: number) => {
    completeRows(seqs);
    return claimRows(limit);
  });
  const seqsOf = (rows: readonly { seq: number }[]) => rows.map(({ seq }) => seq);

  return {
    /** Inserts runs, `batch` in each transaction. */
    insert: (runs: number, batch: number): void => {
      for (let done = 0; done < runs; done += batch) insertMany.immediate(Math.min(batch, runs - done));
    },
    /** Claims and completes everything that waits, `batch` in each of the two transactions. */
    process: (batch: number): void => {
      for (let rows = claim.immediate(batch); rows.length > 0; rows = claim.immediate(batch))
        complete.immediate(seqsOf(rows));
    },
    /** The same in one transaction for both. */
    processFused: (batch: number): void => {
      for (let rows = fused.immediate([], batch); rows.length > 0; ) rows = fused.immediate(seqsOf(rows), batch);
    },
    close: (): void => void database.close(),
  };
}
