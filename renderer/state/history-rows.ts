import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import type { Occurrence } from "../../jobs/model/read-models/schedules.ts";

/** A row of a job's history: a run with what the ledger says of it, or a due time that led to no run. */
export type HistoryRow =
  | {
      readonly kind: "run";
      readonly key: string;
      readonly at: number;
      readonly run: RunSummary;
      readonly occurrence: Occurrence | null;
    }
  | { readonly kind: "slot"; readonly key: string; readonly at: number; readonly occurrence: Occurrence };

export type HistorySources = {
  /** Newest first, without a hole. */
  readonly runs: readonly RunSummary[];
  readonly runsDone: boolean;
  /** Newest first, without a hole. */
  readonly ledger: readonly Occurrence[];
  readonly ledgerDone: boolean;
};

export type History = {
  readonly rows: readonly HistoryRow[];
  /** Which of the two must be read further before older rows can be shown. */
  readonly needs: { readonly runs: boolean; readonly ledger: boolean };
};

/**
 * Runs and ledger as one list, newest first. Both are read by the page; a row is shown only when no page that is still to
 * come could hold something newer than it.
 */
export function mergeHistory(sources: HistorySources): History {
  const byRun = new Map(sources.ledger.flatMap((row) => (row.runId === null ? [] : [[row.runId, row] as const])));
  const runs = sources.runs.map(
    (run): HistoryRow => ({ kind: "run", key: run.id, at: run.createdAt, run, occurrence: byRun.get(run.id) ?? null }),
  );
  const slots = sources.ledger
    .filter((row) => row.runId === null && row.outcome !== "pending")
    .map((row): HistoryRow => ({ kind: "slot", key: occurrenceKey(row), at: row.scheduledAt, occurrence: row }));

  const runsEnd = sources.runsDone
    ? Number.NEGATIVE_INFINITY
    : (sources.runs.at(-1)?.createdAt ?? Number.POSITIVE_INFINITY);
  const ledgerEnd = sources.ledgerDone
    ? Number.NEGATIVE_INFINITY
    : (sources.ledger.at(-1)?.scheduledAt ?? Number.POSITIVE_INFINITY);
  const end = Math.max(runsEnd, ledgerEnd);
  return {
    rows: [...runs, ...slots].filter((row) => row.at >= end).sort((left, right) => right.at - left.at),
    needs: { runs: !sources.runsDone && runsEnd === end, ledger: !sources.ledgerDone && ledgerEnd === end },
  };
}

/** Two schedules of a job may be due at the same time. */
export function occurrenceKey(row: Pick<Occurrence, "scheduleId" | "scheduledAt">): string {
  return `${row.scheduleId}@${row.scheduledAt}`;
}

/** Ledger rows of a page put to those that are there, newest first; a row that is there takes the new values. */
export function putOccurrences(rows: readonly Occurrence[], page: readonly Occurrence[]): readonly Occurrence[] {
  const all = new Map([...rows, ...page].map((row) => [occurrenceKey(row), row]));
  return [...all.values()].sort((left, right) => right.scheduledAt - left.scheduledAt);
}

/**
 * Whether the newest page, read again, joins the rows that are there: with a hole between them the older rows have to go.
 */
export function joins(rows: readonly Occurrence[], page: readonly Occurrence[]): boolean {
  const known = new Set(rows.map(occurrenceKey));
  return rows.length === 0 || page.some((row) => known.has(occurrenceKey(row)));
}
