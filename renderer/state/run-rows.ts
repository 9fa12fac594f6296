import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import { matchesRun, type RunFilter } from "../../jobs/model/run-filter.ts";

/** A further page after the rows that are there; a run that is there already keeps its place and takes the new values. */
export function appendRuns(rows: readonly RunSummary[], page: readonly RunSummary[]): readonly RunSummary[] {
  const fresh = new Map(page.map((run) => [run.id, run]));
  const known = new Set(rows.map((row) => row.id));
  const kept = rows.map((row) => fresh.get(row.id) ?? row);
  const all = [...kept, ...page.filter((run) => !known.has(run.id))];
  // A run that was found by its id comes before those that are newer.
  return isSorted(all) ? all : all.sort(newestFirst);
}

/**
 * The rows after live events: changed in place, taken out when they no longer fit the filter, or put in where they belong.
 * A run that is older than all rows is left to the page that will bring it, unless there is no further page.
 *
 * @param done true when the last page has been read
 */
export function putRuns(
  rows: readonly RunSummary[],
  runs: readonly RunSummary[],
  { filter, done }: { readonly filter: RunFilter; readonly done: boolean },
): readonly RunSummary[] {
  const changed = new Map(runs.map((run) => [run.id, run]));
  const known = new Set<string>();
  const kept: RunSummary[] = [];
  let touched = false;
  for (const row of rows) {
    const run = changed.get(row.id);
    if (!run) kept.push(row);
    else {
      touched = true;
      known.add(row.id);
      if (matchesRun(run, filter)) kept.push(run);
    }
  }
  const oldest = rows.at(-1)?.createdAt ?? Number.POSITIVE_INFINITY;
  const fresh = [...changed.values()].filter(
    (run) => !known.has(run.id) && matchesRun(run, filter) && (done || run.createdAt >= oldest),
  );
  if (fresh.length === 0) return touched ? kept : rows;
  return merge(fresh.sort(newestFirst), kept);
}

/** Two lists, newest first, as one; of two that were made at one time, the one of the first list comes first. */
function merge(fresh: readonly RunSummary[], rows: readonly RunSummary[]): readonly RunSummary[] {
  const merged: RunSummary[] = [];
  let next = 0;
  for (const row of rows) {
    for (let run = fresh[next]; run && run.createdAt >= row.createdAt; run = fresh[next]) {
      merged.push(run);
      next += 1;
    }
    merged.push(row);
  }
  return [...merged, ...fresh.slice(next)];
}

function newestFirst(left: RunSummary, right: RunSummary): number {
  return right.createdAt - left.createdAt;
}

function isSorted(rows: readonly RunSummary[]): boolean {
  return rows.every((row, index) => index === 0 || (rows[index - 1]?.createdAt ?? row.createdAt) >= row.createdAt);
}
