import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { LogLine } from "../../jobs/model/log.ts";
import { explain, isAbort } from "./errors.ts";
import { type LogRow, toLogRows } from "./log-rows.ts";
import { createStore } from "./store.ts";

export type RunLogState = {
  /** Only ever appended to: `version` says that it has grown. */
  readonly rows: readonly LogRow[];
  readonly version: number;
  readonly phase: "loading" | "following" | "ended" | "failed";
  readonly message: string | null;
};

export type RunLogOptions = {
  readonly client: JobdeckClient;
  readonly runId: string;
  /** Calls back before the next drawing: lines that came in between are shown together. */
  readonly nextFrame: (callback: () => void) => void;
};

/** The log of one run, followed until the run has ended. */
export function createRunLog({ client, runId, nextFrame }: RunLogOptions) {
  const rows: LogRow[] = [];
  const state = createStore<RunLogState>({ rows, version: 0, phase: "loading", message: null });
  let lastSeq = 0;
  let waiting = false;
  let abort = new AbortController();

  const show = () => {
    waiting = false;
    state.update((known) => ({
      ...known,
      version: known.version + 1,
      phase: known.phase === "loading" ? "following" : known.phase,
    }));
  };
  const showSoon = () => {
    if (waiting) return;
    waiting = true;
    nextFrame(show);
  };

  const take = (lines: readonly LogLine[]) => {
    for (const row of toLogRows(lines, lastSeq)) rows.push(row);
    lastSeq = Math.max(lastSeq, lines.at(-1)?.seq ?? 0);
    showSoon();
  };

  const readAll = async (signal: AbortSignal): Promise<void> => {
    const events = await client.runs.follow({ runId, ...(lastSeq === 0 ? {} : { afterSeq: lastSeq }) }, { signal });
    for await (const event of events) {
      if (signal.aborted) return;
      if (event.type === "log") take(event.lines);
    }
  };

  const follow = async (signal: AbortSignal): Promise<void> => {
    try {
      await readAll(signal);
      if (signal.aborted) return;
      state.update((known) => ({ ...known, version: known.version + 1, phase: "ended" }));
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      state.update((known) => ({ ...known, phase: "failed", message: explain(error) }));
    }
  };
  void follow(abort.signal);

  return {
    get: state.get,
    subscribe: state.subscribe,
    /** Goes on after the last line that came. */
    retry: (): void => {
      abort.abort();
      abort = new AbortController();
      state.update((known) => ({ ...known, phase: "loading", message: null }));
      void follow(abort.signal);
    },
    stop: (): void => abort.abort(),
  };
}

export type RunLog = ReturnType<typeof createRunLog>;
