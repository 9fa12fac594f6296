import { explain } from "./errors.ts";
import { createStore, type Readable } from "./store.ts";

export type LiveResourceState<T> = {
  /** The newest answer; kept while it is read again and when that fails. */
  readonly data: T | null;
  readonly phase: "loading" | "ready" | "failed";
  readonly message: string | null;
};

export type LiveResourceOptions<T> = {
  readonly read: () => Promise<T>;
  /** Calls back whenever what was read may be otherwise now. */
  readonly onChange: (listener: () => void) => () => void;
};

export type LiveResource<T> = Readable<LiveResourceState<T>> & {
  /** Reads it again. What changes while it is being read is read once more, right after it. */
  readonly refresh: () => void;
  readonly stop: () => void;
};

/** Something of the host that is read at once, and again with each of its changes, for as long as somebody may look at it. */
export function createLiveResource<T>({ read, onChange }: LiveResourceOptions<T>): LiveResource<T> {
  const state = createStore<LiveResourceState<T>>({ data: null, phase: "loading", message: null });
  let reading = false;
  let stale = false;
  let stopped = false;

  const readOnce = async (): Promise<void> => {
    try {
      const data = await read();
      if (!stopped) state.set({ data, phase: "ready", message: null });
    } catch (error) {
      if (!stopped) state.update((known) => ({ ...known, phase: "failed", message: explain(error) }));
    }
  };
  const refresh = async (): Promise<void> => {
    stale = true;
    if (reading) return;
    reading = true;
    while (stale && !stopped) {
      stale = false;
      await readOnce();
    }
    reading = false;
  };
  const end = onChange(() => void refresh());
  void refresh();

  return {
    get: state.get,
    subscribe: state.subscribe,
    refresh: () => void refresh(),
    stop: () => {
      stopped = true;
      end();
    },
  };
}
