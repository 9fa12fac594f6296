import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { LogLine } from "../../jobs/model/log.ts";
import { explain, isAbort } from "./errors.ts";
import { type LogRow, toLogRows } from "./log-rows.ts";
import { createStore, type Store } from "./store.ts";

/** Rows that are kept: enough to scroll back through days, and never more however long the window is open. */
export const mostRows = 20_000;

export type OutputState = {
  readonly rows: readonly LogRow[];
  /** Rows are another list with every change; what reads run logs as well asks for it. */
  readonly version: 0;
  readonly phase: "loading" | "following" | "failed";
  readonly message: string | null;
};

export type OutputOptions = {
  readonly client: Pick<JobdeckClient, "hostLog">;
  /** Entries up to this time were cleared away; UTC milliseconds. */
  readonly cleared: Store<number>;
  /** Calls back before the next drawing: lines that came in between are shown together. */
  readonly nextFrame: (callback: () => void) => void;
};

/** The host's own log, as far as it was written since it was cleared here. */
export function createOutput({ client, cleared, nextFrame }: OutputOptions) {
  const state = createStore<OutputState>({ rows: [], version: 0, phase: "loading", message: null });
  let waiting: LogLine[] = [];
  let abort = new AbortController();

  const show = () => {
    const lines = waiting.filter(({ at }) => at > cleared.get());
    waiting = [];
    state.update((known) => {
      const rows = [...known.rows, ...toLogRows(lines, (lines[0]?.seq ?? 1) - 1)];
      return { ...known, phase: "following", rows: rows.length > mostRows ? rows.slice(-mostRows) : rows };
    });
  };

  const follow = async (signal: AbortSignal): Promise<void> => {
    try {
      for await (const { lines } of await client.hostLog({}, { signal })) {
        if (signal.aborted) return;
        const isFirst = waiting.length === 0;
        waiting.push(...lines);
        if (isFirst) nextFrame(show);
      }
      if (!signal.aborted) state.update((known) => ({ ...known, phase: "failed", message: "The host ended it." }));
    } catch (error) {
      if (signal.aborted || isAbort(error)) return;
      state.update((known) => ({ ...known, phase: "failed", message: explain(error) }));
    }
  };
  void follow(abort.signal);

  return {
    get: state.get,
    subscribe: state.subscribe,
    /** What was shown so far is shown no more; the file stays as it is. */
    clear: (): void => {
      cleared.set(state.get().rows.at(-1)?.at ?? cleared.get());
      state.update((known) => ({ ...known, rows: [] }));
    },
    /** Begins anew. */
    retry: (): void => {
      abort.abort();
      abort = new AbortController();
      waiting = [];
      state.set({ rows: [], version: 0, phase: "loading", message: null });
      void follow(abort.signal);
    },
    stop: (): void => abort.abort(),
  };
}

export type Output = ReturnType<typeof createOutput>;
