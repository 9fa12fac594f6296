import { mostSpans, type Span } from "../model/trace.ts";
import type { Database } from "./database.ts";

type SpanRow = {
  readonly attempt: number;
  readonly id: number;
  readonly parent_id: number | null;
  readonly name: string;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly failed: number;
};

/** What a trace shows of all tries together. */
const mostShown = 2 * mostSpans;

/** Where the time of runs went, beside their logs: as many, and as bearable to lose. */
export function createSpanStore(database: Database) {
  const put = database.prepare(
    `INSERT INTO span (run_seq, attempt, id, parent_id, name, started_at, finished_at, failed)
       VALUES (@runSeq, @attempt, @id, @parentId, @name, @startedAt, @finishedAt, @failed)
       ON CONFLICT (run_seq, attempt, id) DO UPDATE SET finished_at = @finishedAt, failed = @failed`,
  );
  // What is deleted with a run's log is found by this row.
  const mark = database.prepare<[number]>("INSERT OR IGNORE INTO log_size (run_seq, lines, dropped) VALUES (?, 0, 0)");
  const read = database.prepare<[number, number], SpanRow>(
    `SELECT attempt, id, parent_id, name, started_at, finished_at, failed FROM span
       WHERE run_seq = ? ORDER BY attempt DESC, id LIMIT ?`,
  );

  const save = database.transaction((runSeq: number, spans: readonly Span[]) => {
    mark.run(runSeq);
    for (const span of spans) put.run({ ...span, runSeq, failed: span.failed ? 1 : 0 });
  });

  return {
    /** One transaction for the whole batch. A span that is there takes its end. */
    save: (runSeq: number, spans: readonly Span[]): void => save(runSeq, spans),
    /** In the order of their beginnings; of very many, those of the last tries. */
    of: (runSeq: number): { readonly spans: readonly Span[]; readonly more: boolean } => {
      const rows = read.all(runSeq, mostShown + 1);
      const spans = rows.filter(({ id }) => id <= mostSpans).slice(0, mostShown);
      return { spans: spans.map(toSpan).toSorted(byBeginning), more: spans.length < rows.length };
    },
  };
}

function toSpan({ attempt, id, parent_id, name, started_at, finished_at, failed }: SpanRow): Span {
  return {
    attempt,
    id,
    parentId: parent_id,
    name,
    startedAt: started_at,
    finishedAt: finished_at,
    failed: failed === 1,
  };
}

function byBeginning(a: Span, b: Span): number {
  return a.attempt - b.attempt || a.id - b.id;
}

export type SpanStore = ReturnType<typeof createSpanStore>;
