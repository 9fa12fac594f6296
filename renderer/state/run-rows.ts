import type { RunSummary } from "../../jobs/model/read-models.ts";
import type { RunState } from "../../jobs/model/run-state.ts";

export type RunFilter = { readonly taskId?: string | undefined; readonly status?: RunState | undefined };

export function matchesFilter(run: RunSummary, filter: RunFilter): boolean {
  return (
    (filter.taskId === undefined || run.taskId === filter.taskId) &&
    (filter.status === undefined || run.status === filter.status)
  );
}

/** A further page after the rows that are there; a run that is there already keeps its place and takes the new values. */
export function appendRuns(rows: readonly RunSummary[], page: readonly RunSummary[]): readonly RunSummary[] {
  const fresh = new Map(page.map((run) => [run.id, run]));
  const kept = rows.map((row) => fresh.get(row.id) ?? row);
  const known = new Set(rows.map((row) => row.id));
  return [...kept, ...page.filter((run) => !known.has(run.id))];
}

/**
 * The rows after a live event: changed in place, taken out when it no longer fits the filter, or put in where it belongs.
 * A run that is older than all rows is left to the page that will bring it, unless there is no further page.
 *
 * @param done true when the last page has been read
 */
export function putRun(
  rows: readonly RunSummary[],
  run: RunSummary,
  { filter, done }: { readonly filter: RunFilter; readonly done: boolean },
): readonly RunSummary[] {
  const index = rows.findIndex((row) => row.id === run.id);
  if (!matchesFilter(run, filter)) return index === -1 ? rows : rows.filter((row) => row.id !== run.id);
  if (index !== -1) return rows.with(index, run);
  const older = rows.findIndex((row) => row.createdAt <= run.createdAt);
  if (older !== -1) return rows.toSpliced(older, 0, run);
  return done ? [...rows, run] : rows;
}
