import { explain } from "./errors.ts";
import { mergePage } from "./merge-page.ts";
import { createStore, type Readable } from "./store.ts";

export type Page<Row, Cursor> = { readonly rows: readonly Row[]; readonly nextCursor: Cursor | null };

export type PagedListState<Row> = {
  readonly rows: readonly Row[];
  readonly phase: "loading" | "ready" | "failed";
  readonly message: string | null;
  /** True when the last row has been read. */
  readonly done: boolean;
};

export type PagedListOptions<Row, Cursor> = {
  /** Reads the page after `cursor`; the first one without. */
  readonly read: (cursor: Cursor | undefined) => Promise<Page<Row, Cursor>>;
  readonly keyOf: (row: Row) => string;
};

/** A list that is read by the page as it is scrolled to, and whose first page is read again when something has changed. */
export function createPagedList<Row, Cursor>({ read, keyOf }: PagedListOptions<Row, Cursor>): PagedList<Row> {
  const state = createStore<PagedListState<Row>>({ rows: [], phase: "loading", message: null, done: false });
  /** Rows that the user has just changed stay where they are, though a filter may no longer want them. */
  const changed = new Set<string>();
  let cursor: Cursor | undefined;
  let reading = false;
  let stale = false;
  let stopped = false;

  const take = ({ rows, nextCursor }: Page<Row, Cursor>) => {
    if (stopped) return;
    cursor = nextCursor ?? undefined;
    state.set({ rows, phase: "ready", message: null, done: nextCursor === null });
  };

  const readNext = async (): Promise<void> => {
    if (state.get().done) return;
    const { rows, nextCursor } = await read(cursor);
    const known = new Set(state.get().rows.map(keyOf));
    take({ rows: [...state.get().rows, ...rows.filter((row) => !known.has(keyOf(row)))], nextCursor });
  };

  const readAgain = async (): Promise<void> => {
    const page = await read(undefined);
    const known = { rows: state.get().rows, nextCursor: state.get().done ? null : (cursor ?? null) };
    take(mergePage({ known, page, keyOf, keep: (row) => changed.has(keyOf(row)) }));
  };

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (reading || stopped) return;
    reading = true;
    try {
      await work();
    } catch (error) {
      if (!stopped) state.update((known) => ({ ...known, phase: "failed", message: explain(error) }));
    } finally {
      reading = false;
    }
    if (!stale) return;
    stale = false;
    await attempt(readAgain);
  };
  void attempt(readNext);

  return {
    get: state.get,
    subscribe: state.subscribe,
    more: () => {
      if (state.get().phase === "failed") state.update((known) => ({ ...known, phase: "loading", message: null }));
      void attempt(readNext);
    },
    refresh: () => {
      stale = reading;
      void attempt(readAgain);
    },
    put: (row) => {
      changed.add(keyOf(row));
      const replaced = (each: Row) => (keyOf(each) === keyOf(row) ? row : each);
      state.update((known) => ({ ...known, rows: known.rows.map(replaced) }));
    },
    remove: (key) => state.update((known) => ({ ...known, rows: known.rows.filter((row) => keyOf(row) !== key) })),
    stop: () => {
      stopped = true;
    },
  };
}

export type PagedList<Row> = Readable<PagedListState<Row>> & {
  /** Reads the next page, or the same one again when it failed. */
  readonly more: () => void;
  /** Reads the first page again; what is scrolled to stays where it is. */
  readonly refresh: () => void;
  /** Takes a row in its new state. */
  readonly put: (row: Row) => void;
  readonly remove: (key: string) => void;
  readonly stop: () => void;
};
