import type { Database } from "./database.ts";
import type { Slice } from "./retention.ts";

/** Deletes the log lines of runs that are gone, a slice at a time: one run may have a hundred thousand lines. */
export function createLogRetention(database: Database) {
  const page = database
    .prepare<[number, number], number>("SELECT run_seq FROM log_size WHERE run_seq > ? ORDER BY run_seq LIMIT ?")
    .pluck();
  const deleteLines = database.prepare<[number, number, number]>(
    `DELETE FROM log_line WHERE run_seq = ? AND seq IN
       (SELECT seq FROM log_line WHERE run_seq = ? ORDER BY seq LIMIT ?)`,
  );
  const deleteSpans = database.prepare<[number]>("DELETE FROM span WHERE run_seq = ?");
  const deleteSize = database.prepare<[number]>("DELETE FROM log_size WHERE run_seq = ?");

  const deleteLogs = database.transaction(
    (isGone: (runSeq: number) => boolean, after: number, limit: number): Slice<number> => {
      let deleted = 0;
      let looked = after;
      const runSeqs = page.all(after, limit);
      for (const runSeq of runSeqs) {
        if (isGone(runSeq)) {
          const room = limit - deleted;
          const lines = deleteLines.run(runSeq, runSeq, room).changes;
          deleted += lines;
          // The row that says that there are lines goes last: what a kill leaves is found again.
          if (lines === room) return { deleted, next: looked };
          deleteSpans.run(runSeq);
          deleteSize.run(runSeq);
        }
        looked = runSeq;
      }
      return { deleted, next: runSeqs.length < limit ? null : looked };
    },
  );

  return {
    /** Goes through up to `limit` logs after `after`, and deletes up to `limit` lines of those whose run is gone. */
    deleteLogs: (isGone: (runSeq: number) => boolean, after: number, limit: number): Slice<number> =>
      deleteLogs.immediate(isGone, after, limit),
  };
}

export type LogRetention = ReturnType<typeof createLogRetention>;
