import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import type { RunFilter } from "../../jobs/model/run-filter.ts";
import { explain } from "./errors.ts";
import { appendRuns, putRuns } from "./run-rows.ts";
import { createStore } from "./store.ts";

const pageSize = 200;

export type RunListState = {
  readonly rows: readonly RunSummary[];
  readonly phase: "loading" | "ready" | "failed";
  readonly message: string | null;
  /** True when the oldest run has been read. */
  readonly done: boolean;
  /** While a search goes on that found little so far: how far back it has come; null otherwise. */
  readonly searchedTo: number | null;
};

export type RunListOptions = {
  readonly client: { readonly runs: Pick<JobdeckClient["runs"], "list"> };
  readonly filter: RunFilter;
  readonly onRun: (listener: (run: RunSummary) => void) => () => void;
  /** When what came by events is shown, so that many that come together are drawn once. Default: at once. */
  readonly later?: (show: () => void) => void;
};

/** Runs, newest first: read by the page as they are scrolled to, and kept right by live events. */
export function createRunList({ client, filter, onRun, later = (show) => show() }: RunListOptions) {
  const state = createStore<RunListState>({ rows: [], phase: "loading", message: null, done: false, searchedTo: null });
  const wanted = definedOnly(filter);
  let cursor: number | undefined;
  let reading = false;
  const stopping = new AbortController();
  const { signal } = stopping;
  // Runs that changed while a page was read: the page may hold an older picture of them.
  let meanwhile: RunSummary[] = [];
  let waiting: RunSummary[] = [];

  const readPage = async (): Promise<number> => {
    meanwhile = [];
    const page = await client.runs.list(
      { ...wanted, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
      { signal },
    );
    cursor = page.nextCursor ?? undefined;
    const done = page.nextCursor === null;
    const rows = putRuns(appendRuns(state.get().rows, page.runs), meanwhile, { filter, done });
    // A page that was cut short says how far it came: the search goes on.
    const phase = rows.length === 0 && page.searchedTo !== null ? "loading" : "ready";
    state.set({ rows, phase, message: null, done, searchedTo: page.searchedTo });
    return page.searchedTo === null ? pageSize : page.runs.length;
  };

  const readOn = async (): Promise<void> => {
    if (reading || signal.aborted || state.get().done) return;
    reading = true;
    state.update((known) => ({ ...known, phase: known.rows.length === 0 ? "loading" : known.phase, message: null }));
    try {
      let found = 0;
      while (found < pageSize && !signal.aborted && !state.get().done) found += await readPage();
    } catch (error) {
      if (!signal.aborted)
        state.update((known) => ({ ...known, phase: "failed", message: explain(error), searchedTo: null }));
    } finally {
      reading = false;
    }
  };

  const show = () => {
    const runs = waiting;
    waiting = [];
    state.update((known) => {
      if (known.phase === "loading" && known.rows.length === 0) return known;
      const rows = putRuns(known.rows, runs, { filter, done: known.done });
      return rows === known.rows ? known : { ...known, rows };
    });
  };
  const stop = onRun((run) => {
    if (reading) meanwhile.push(run);
    waiting.push(run);
    if (waiting.length === 1) later(show);
  });
  void readOn();

  return {
    get: state.get,
    subscribe: state.subscribe,
    /** Reads the next page, or the same one again when it failed. */
    more: (): void => void readOn(),
    /** What is still looked for is given up. */
    stop: (): void => {
      stopping.abort();
      stop();
    },
  };
}

export type RunList = ReturnType<typeof createRunList>;

/** As the contract takes it: what is not asked for is left out. */
function definedOnly(filter: RunFilter) {
  const { taskIds, scheduleIds, states, triggers, tags, since, until, words } = filter;
  return {
    ...(taskIds && { taskIds: [...taskIds] }),
    ...(scheduleIds && { scheduleIds: [...scheduleIds] }),
    ...(states && { states: [...states] }),
    ...(triggers && { triggers: [...triggers] }),
    ...(tags && { tags: [...tags] }),
    ...(words && { words: [...words] }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}
