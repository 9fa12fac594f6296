import { setImmediate } from "node:timers/promises";
import type { RunSummary } from "../model/read-models/runs.ts";
import type { RunBrief } from "../model/run.ts";
import { holds, matchesRun, type RunFilter } from "../model/run-filter.ts";
import type { SearchRange } from "../store/run-search.ts";
import { type RunReader, toBrief } from "../store/runs.ts";

/** An answer comes after so long, with what was found until then: the first one before it is waited for. */
const budgetMs = { first: 20, further: 40 } as const;
/** One piece of a search should hold the thread no longer than this. */
const pieceMs = 3;
const pieces = { first: 500, least: 20, most: 20_000 } as const;
/** Runs that are found by the beginning of their id, however old they are. */
const byIdAtMost = 20;

export type FindRunsOptions = {
  readonly reader: Pick<RunReader, "search">;
  /** The number of the first run that was made then or later. */
  readonly seqAt: (time: number) => number;
  readonly titles: () => Iterable<{ readonly id: string; readonly title: string }>;
  /** The user's own schedules whose titles are those of their runs. */
  readonly scripts: () => Iterable<{ readonly id: string; readonly title: string | null; readonly payload: string }>;
  readonly summaryOf: (run: RunBrief) => RunSummary;
  /** Milliseconds from a clock that never jumps. */
  readonly monotonic: () => number;
};

export type RunPageRequest = RunFilter & { readonly before?: number | undefined; readonly limit: number };

export type RunPage = {
  readonly runs: RunSummary[];
  /** Where to go on; null at the end. A page that is not full but has one was cut short: there may be more. */
  readonly nextCursor: number | null;
  /** How far back was looked, as the time at which the last run that was looked at was made; null at the end. */
  readonly searchedTo: number | null;
};

/**
 * The next page of the runs of a filter, newest first, in pieces between which everything else goes on. Once `signal` says
 * that nobody waits any more, it ends with what it has.
 */
export function createFindRuns({ reader: { search }, seqAt, titles, scripts, summaryOf, monotonic }: FindRunsOptions) {
  const rangeOf = ({ since, until, before }: RunPageRequest): SearchRange => {
    const all = search.range();
    return {
      from: since === undefined ? all.from : Math.max(all.from, seqAt(since)),
      before: Math.min(before ?? all.before, until === undefined ? all.before : seqAt(until)),
    };
  };

  const planOf = (request: RunPageRequest) => {
    const words = request.words?.map((word) => ({
      ...{ word, taskIds: titledWith(titles(), word) },
      scheduleIds: [...scripts()].filter(({ title, payload }) => holds(title ?? payload, word)).map(({ id }) => id),
    }));
    return search.plan({ ...request, words });
  };

  const walk = async (request: RunPageRequest, signal: AbortSignal | undefined) => {
    const plan = planOf(request);
    const { from, before } = rangeOf(request);
    const until = monotonic() + budgetOf(request);
    const found: RunBrief[] = [];
    let size: number = pieces.first;
    let high = before;
    while (high > from) {
      const pieceAt = monotonic();
      const range = { from, before: high };
      const low = plan.rest === null ? from : search.pieceFrom(plan, range, size);
      const rows = search.read(plan, { from: low, before: high }, request.limit - found.length);
      for (const row of rows) found.push(toBrief(row));
      if (found.length === request.limit) return { found, next: found.at(-1)?.seq ?? null };
      high = low;
      if (high <= from) break;
      const now = monotonic();
      if (now > until || signal?.aborted) return { found, next: high };
      size = nextPiece(size, now - pieceAt);
      await setImmediate();
    }
    return { found, next: null };
  };

  return async (request: RunPageRequest, signal?: AbortSignal): Promise<RunPage> => {
    const { found, next } = await walk(request, signal);
    const runs = found.map(summaryOf);
    return {
      runs: next === null || request.before !== undefined ? runs : [...runs, ...namedById(request, next)],
      nextCursor: next,
      searchedTo: next === null || found.length === request.limit ? null : (madeAt(next) ?? null),
    };
  };

  /** A run that is asked for by its id is found at once, also where the search has not come to it yet. */
  function namedById(request: RunPageRequest, next: number): RunSummary[] {
    return (request.words ?? [])
      .flatMap((word) => search.byPrefix(word, byIdAtMost))
      .filter(({ seq }) => seq < next)
      .map((row) => summaryOf(toBrief(row)))
      .filter((run) => matchesRun(run, request));
  }

  function madeAt(seq: number): number | undefined {
    const [row] = search.read(search.plan({}), { from: 0, before: seq }, 1);
    return row?.created_at;
  }
}

function titledWith(tasks: Iterable<{ readonly id: string; readonly title: string }>, word: string): string[] {
  return [...tasks].filter(({ title }) => holds(title, word)).map(({ id }) => id);
}

function budgetOf({ before }: RunPageRequest): number {
  return before === undefined ? budgetMs.first : budgetMs.further;
}

/** Never more than twice the last one: the next rows may be much larger. */
function nextPiece(size: number, tookMs: number): number {
  const fitting = Math.round((size * pieceMs) / Math.max(tookMs, 0.05));
  return Math.min(Math.max(Math.min(fitting, size * 2), pieces.least), pieces.most);
}
