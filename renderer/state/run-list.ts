import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { RunSummary } from "../../jobs/model/read-models.ts";
import { explain } from "./errors.ts";
import { appendRuns, putRun, type RunFilter } from "./run-rows.ts";
import { createStore } from "./store.ts";

const pageSize = 200;

export type RunListState = {
  readonly rows: readonly RunSummary[];
  readonly phase: "loading" | "ready" | "failed";
  readonly message: string | null;
  /** True when the oldest run has been read. */
  readonly done: boolean;
};

export type RunListOptions = {
  readonly client: JobdeckClient;
  readonly filter: RunFilter;
  readonly onRun: (listener: (run: RunSummary) => void) => () => void;
};

/** Runs, newest first: read by the page as they are scrolled to, and kept right by live events. */
export function createRunList({ client, filter, onRun }: RunListOptions) {
  const state = createStore<RunListState>({ rows: [], phase: "loading", message: null, done: false });
  let cursor: number | undefined;
  let reading = false;
  // Runs that changed while a page was read: the page may hold an older picture of them.
  let meanwhile: RunSummary[] = [];

  const readPage = async (): Promise<void> => {
    if (reading || state.get().done) return;
    reading = true;
    meanwhile = [];
    state.update((known) => ({ ...known, phase: known.rows.length === 0 ? "loading" : known.phase, message: null }));
    try {
      const input = { ...definedOnly(filter), limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
      const page = await client.runs.list(input);
      cursor = page.nextCursor ?? undefined;
      const done = page.nextCursor === null;
      const rows = meanwhile.reduce(
        (known, run) => putRun(known, run, { filter, done }),
        appendRuns(state.get().rows, page.runs),
      );
      state.set({ rows, phase: "ready", message: null, done });
    } catch (error) {
      state.update((known) => ({ ...known, phase: "failed", message: explain(error) }));
    } finally {
      reading = false;
    }
  };

  const stop = onRun((run) => {
    if (reading) meanwhile.push(run);
    state.update((known) => {
      if (known.phase === "loading") return known;
      const rows = putRun(known.rows, run, { filter, done: known.done });
      return rows === known.rows ? known : { ...known, rows };
    });
  });
  void readPage();

  return {
    get: state.get,
    subscribe: state.subscribe,
    /** Reads the next page, or the same one again when it failed. */
    more: (): void => void readPage(),
    stop,
  };
}

export type RunList = ReturnType<typeof createRunList>;

function definedOnly({ taskId, status }: RunFilter) {
  return { ...(taskId === undefined ? {} : { taskId }), ...(status === undefined ? {} : { status }) };
}
