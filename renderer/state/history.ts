import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import type { Occurrence } from "../../jobs/model/read-models/schedules.ts";
import { explain } from "./errors.ts";
import { type HistoryRow, joins, mergeHistory, putOccurrences } from "./history-rows.ts";
import { createRunList } from "./run-list.ts";
import { createStore } from "./store.ts";

const pageSize = 200;

export type HistoryState = {
  readonly rows: readonly HistoryRow[];
  readonly phase: "loading" | "ready" | "failed";
  readonly message: string | null;
  readonly done: boolean;
};

type LedgerState = {
  readonly rows: readonly Occurrence[];
  readonly done: boolean;
  readonly message: string | null;
  readonly read: boolean;
};

export type HistoryOptions = {
  readonly client: {
    readonly runs: Pick<JobdeckClient["runs"], "list">;
    readonly schedules: Pick<JobdeckClient["schedules"], "ledger">;
  };
  readonly taskId: string;
  readonly onRun: (listener: (run: RunSummary) => void) => () => void;
};

/** The history of a job: its runs and the due times that led to none, read by the page as they are scrolled to. */
export function createHistory({ client, taskId, onRun }: HistoryOptions) {
  const runs = createRunList({ client, filter: { taskIds: [taskId] }, onRun });
  const ledger = createStore<LedgerState>({ rows: [], done: false, message: null, read: false });
  const state = createStore<HistoryState>({ rows: [], phase: "loading", message: null, done: false });
  let reading = false;
  // Asked for while another page was on its way: read right after it.
  let newestWanted = false;

  const readLedger = async (where: "newest" | "older"): Promise<void> => {
    if (reading) newestWanted ||= where === "newest";
    if (reading || (where === "older" && ledger.get().done)) return;
    reading = true;
    try {
      const oldest = ledger.get().rows.at(-1);
      // The oldest time is asked for again: another schedule of the job may be due at the very same one.
      const before = where === "older" && oldest ? { before: oldest.scheduledAt + 1 } : {};
      const page = await client.schedules.ledger({ taskId, limit: pageSize, ...before });
      ledger.update((known) => takePage(known, page, where));
    } catch (error) {
      ledger.update((known) => ({ ...known, message: explain(error), read: true }));
    } finally {
      reading = false;
    }
    if (!newestWanted) return;
    newestWanted = false;
    await readLedger("newest");
  };

  const merge = () => {
    const { rows: runRows, phase, message, done: runsDone } = runs.get();
    const { rows: ledgerRows, done: ledgerDone, message: ledgerMessage, read } = ledger.get();
    const failed = phase === "failed" ? message : ledgerMessage;
    if (failed !== null) return state.update((known) => ({ ...known, phase: "failed", message: failed }));
    if (phase === "loading" || !read) return undefined;
    const history = mergeHistory({ runs: runRows, runsDone, ledger: ledgerRows, ledgerDone });
    return state.set({ rows: history.rows, phase: "ready", message: null, done: runsDone && ledgerDone });
  };

  const more = (): void => {
    const { rows: runRows, done: runsDone, phase } = runs.get();
    const { rows: ledgerRows, done: ledgerDone, message } = ledger.get();
    const { needs } = mergeHistory({ runs: runRows, runsDone, ledger: ledgerRows, ledgerDone });
    if (needs.runs || phase === "failed") runs.more();
    if (needs.ledger || message !== null) void readLedger("older");
  };

  const stops = [runs.subscribe(merge), ledger.subscribe(merge), runs.stop];
  void readLedger("newest");

  return {
    get: state.get,
    subscribe: state.subscribe,
    /** Reads what is needed for older rows, or again what failed. */
    more,
    /** Due times were decided: reads the newest rows of the ledger again. */
    refresh: (): void => void readLedger("newest"),
    stop: (): void => {
      for (const stop of stops) stop();
    },
  };
}

export type JobHistory = ReturnType<typeof createHistory>;

function takePage(known: LedgerState, page: readonly Occurrence[], where: "newest" | "older"): LedgerState {
  const ended = page.length < pageSize;
  const base = { message: null, read: true };
  if (where === "newest")
    return joins(known.rows, page)
      ? { ...base, rows: putOccurrences(known.rows, page), done: known.done || ended }
      : { ...base, rows: page, done: ended };
  const rows = putOccurrences(known.rows, page);
  // More rows at one single time than a page holds cannot be told apart by their time: reading on would never end.
  return { ...base, rows, done: ended || rows.length === known.rows.length };
}
