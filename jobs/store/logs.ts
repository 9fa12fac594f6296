import { type LogLevel, type LogLine, logLevels } from "../model/log.ts";
import type { Database } from "./database.ts";

type LogRow = {
  readonly seq: number;
  readonly at: number;
  readonly level: number;
  readonly message: string;
  readonly data: string | null;
};

/** The log lines of all runs, in a database of their own: they are many, and losing the last second of them is bearable. */
export function createLogStore(database: Database) {
  const insert = database.prepare(
    "INSERT OR IGNORE INTO log_line (run_seq, seq, at, level, message, data) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const grow = database.prepare(
    `INSERT INTO log_size (run_seq, lines, dropped) VALUES (@runSeq, @lines, @dropped)
       ON CONFLICT (run_seq) DO UPDATE SET lines = lines + @lines, dropped = max(dropped, @dropped)`,
  );
  const read = database.prepare<[number, number, number], LogRow>(
    "SELECT seq, at, level, message, data FROM log_line WHERE run_seq = ? AND seq > ? ORDER BY seq LIMIT ?",
  );
  const last = database.prepare<[number], number>("SELECT max(seq) FROM log_line WHERE run_seq = ?").pluck();
  const size = database.prepare<[number], { lines: number; dropped: number }>(
    "SELECT lines, dropped FROM log_size WHERE run_seq = ?",
  );
  const deleteLines = database.prepare<[number]>("DELETE FROM log_line WHERE run_seq = ?");
  const deleteSpans = database.prepare<[number]>("DELETE FROM span WHERE run_seq = ?");
  const deleteSize = database.prepare<[number]>("DELETE FROM log_size WHERE run_seq = ?");

  const append = database.transaction((runSeq: number, lines: readonly LogLine[], dropped: number) => {
    let added = 0;
    for (const line of lines) {
      const data = line.data === undefined ? null : JSON.stringify(line.data);
      added += insert.run(runSeq, line.seq, line.at, logLevels.indexOf(line.level), line.message, data).changes;
    }
    grow.run({ runSeq, lines: added, dropped });
  });

  return {
    /** One transaction for the whole batch. A line that is already there is left as it is. */
    append: (runSeq: number, lines: readonly LogLine[], dropped: number): void => append(runSeq, lines, dropped),
    read: (runSeq: number, afterSeq: number, limit: number): readonly LogLine[] =>
      read.all(runSeq, afterSeq, limit).map((row) => ({
        seq: row.seq,
        at: row.at,
        level: toLevel(row.level),
        message: row.message,
        ...(row.data === null ? {} : { data: JSON.parse(row.data) as unknown }),
      })),
    lastSeq: (runSeq: number): number => last.get(runSeq) ?? 0,
    size: (runSeq: number): { readonly lines: number; readonly dropped: number } =>
      size.get(runSeq) ?? { lines: 0, dropped: 0 },
    delete: (runSeqs: readonly number[]): void =>
      database.transaction(() => {
        for (const runSeq of runSeqs) {
          deleteLines.run(runSeq);
          deleteSpans.run(runSeq);
          deleteSize.run(runSeq);
        }
      })(),
  };
}

function toLevel(index: number): LogLevel {
  return logLevels[index] ?? "info";
}

export type LogStore = ReturnType<typeof createLogStore>;
