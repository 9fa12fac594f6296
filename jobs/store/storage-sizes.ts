import type { Database } from "./database.ts";

/** A job's runs are weighed by so many of them: reading them all would hold the host for seconds at a million. */
const weighed = 60;
const linesWeighed = 100;
/** What a run takes besides its texts: its columns, its tries, and its entries in the indexes. */
const bytesOfRun = 180;
const bytesOfLine = 16;

/** Each leads to its rows by an index. */
const sql = {
  first: "SELECT min(seq) FROM run WHERE task_id = ?",
  last: "SELECT max(seq) FROM run WHERE task_id = ?",
  run: `SELECT seq, octet_length(payload) + coalesce(octet_length(output), 0) + coalesce(octet_length(error), 0)
          + coalesce(octet_length(summary), 0) AS bytes
        FROM run INDEXED BY run_by_task WHERE task_id = ? AND seq >= ? ORDER BY seq LIMIT 1`,
  oldest: `SELECT coalesce(finished_at, created_at) FROM run INDEXED BY run_by_task_and_final_state
             WHERE state IN ('completed', 'failed', 'cancelled') AND task_id = ? AND state = ? ORDER BY seq LIMIT 1`,
  log: "SELECT lines FROM log_size WHERE run_seq = ?",
  lines: `SELECT avg(octet_length(message) + coalesce(octet_length(data), 0)) FROM
            (SELECT message, data FROM log_line WHERE run_seq = ? LIMIT ${linesWeighed})`,
} as const;

type Weighed = { readonly seq: number; readonly bytes: number };

/** Tells about how much the runs of a job take, with their logs, from a few of them that lie evenly among all. */
export function createStorageSizes(database: Database, logs: Database) {
  const first = database.prepare<[string], number | null>(sql.first).pluck();
  const last = database.prepare<[string], number | null>(sql.last).pluck();
  const runAt = database.prepare<[string, number], Weighed>(sql.run);
  const oldest = database.prepare<[string, string], number>(sql.oldest).pluck();
  const log = logs.prepare<[number], number>(sql.log).pluck();
  const lineBytes = logs.prepare<[number], number | null>(sql.lines).pluck();

  const logBytes = (runSeq: number): number => {
    const lines = log.get(runSeq) ?? 0;
    return lines === 0 ? 0 : lines * ((lineBytes.get(runSeq) ?? 0) + bytesOfLine);
  };

  return {
    /** Numbers of runs to weigh: all that there are, or some between the first and the last. */
    places: (taskId: string): readonly number[] => {
      const [from, to] = [first.get(taskId) ?? null, last.get(taskId) ?? null];
      if (from === null || to === null) return [];
      const step = Math.max(1, (to - from) / (weighed - 1));
      const places = Array.from({ length: weighed }, (_, index) => Math.round(from + index * step));
      return places.filter((place) => place <= to);
    },
    /** The first run of the task from this number on: its bytes with its log; undefined after the last one. */
    weigh: (taskId: string, from: number): Weighed | undefined => {
      const run = runAt.get(taskId, from);
      return run && { seq: run.seq, bytes: run.bytes + bytesOfRun + logBytes(run.seq) };
    },
    /** When the oldest run of the task that ended so did. */
    oldestEnd: (taskId: string, state: "completed" | "failed" | "cancelled"): number | undefined =>
      oldest.get(taskId, state),
  };
}

export type StorageSizes = ReturnType<typeof createStorageSizes>;
