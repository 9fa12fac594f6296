import type { ItemSummary } from "../../../../jobs/model/content/news-views.ts";
import type { PagedList } from "../../../state/paged-list.ts";
import { createStore, type Store } from "../../../state/store.ts";
import type { App } from "../../../workbench/app.ts";
import { currentEditor } from "../../../workbench/layout.ts";
import { contentList } from "../use-content.ts";

export const itemStates = ["unread", "all", "snoozed"] as const;

export type ItemsFilter = {
  readonly state: (typeof itemStates)[number];
  readonly sourceId: number | null;
  /** What the text has to say. */
  readonly words: string;
};

export type ItemsState = {
  readonly filter: Store<ItemsFilter>;
  /** The item that is read; null for none. */
  readonly chosen: Store<number | null>;
  readonly stop: () => void;
};

const mostFound = 100;

/** What an editor of items has chosen; `id` says with which source it begins: "source:12". */
export function itemsState({ kept }: Pick<App, "kept">, id: string): ItemsState {
  const sourceId = Number(/^source:(\d+)$/.exec(id)?.[1] ?? Number.NaN);
  return kept.get(`news-items:${id}/state`, () => ({
    filter: createStore<ItemsFilter>({
      state: id === "snoozed" ? "snoozed" : "unread",
      sourceId: Number.isNaN(sourceId) ? null : sourceId,
      words: "",
    }),
    chosen: createStore<number | null>(null),
    stop: () => undefined,
  }));
}

/** The items that a filter lets through. With words they are those that the search finds, best first. */
export function itemsList(app: App, id: string, filter: ItemsFilter): PagedList<ItemSummary> {
  const words = filter.words.trim();
  const source = filter.sourceId === null ? {} : { sourceId: filter.sourceId };
  return contentList<ItemSummary, { at: number; id: number }>(app, {
    key: `news-items:${id}/list/${filter.state}/${filter.sourceId ?? ""}/${words}`,
    read: async ({ client }, cursor) => {
      if (words === "")
        return pageOf(await client().content.items.list({ state: filter.state, ...source, limit: 100, cursor }));
      const unread = filter.state === "unread" ? { unread: true } : {};
      const found = await client().content.search({ words, limit: mostFound, ...source, ...unread });
      return { rows: found.items.map(({ item }) => item), nextCursor: null };
    },
  });
}

function pageOf<Cursor>(page: { readonly items: readonly ItemSummary[]; readonly nextCursor: Cursor | null }) {
  return { rows: page.items, nextCursor: page.nextCursor };
}

/** The editor of items that the user is in; undefined when it is another editor. */
export function currentItems(app: App) {
  const editor = currentEditor(app.layout.get());
  if (editor?.kind !== "news-items") return undefined;
  const state = itemsState(app, editor.id);
  return { state, list: itemsList(app, editor.id, state.filter.get()) };
}

/** The item that the user looks at, in whichever editor. */
export function currentItem(app: App): number | undefined {
  const editor = currentEditor(app.layout.get());
  if (editor?.kind === "news-item") return Number(editor.id);
  return currentItems(app)?.state.chosen.get() ?? undefined;
}

/** Marks an item as read or unread, or puts it off, wherever it is shown. */
export async function changeItem(
  app: App,
  itemId: number,
  change: { readonly read?: boolean; readonly snoozedUntil?: number | null },
): Promise<void> {
  const item = await app.client().content.items.update({ itemId, ...change });
  for (const key of app.kept.keys()) {
    if (!/^news-items:[^/]*\/list\//.test(key)) continue;
    app.kept.get<PagedList<ItemSummary>>(key, () => missing(key)).put(item);
  }
}

function missing(key: string): never {
  throw new Error(`${key} is kept and cannot be found`);
}

/** Shows the item after (1) or before (-1) the one that is read. */
export function stepItem(app: App, step: 1 | -1): void {
  const shown = currentItems(app);
  if (!shown) return;
  const { rows } = shown.list.get();
  const place = rows.findIndex(({ id }) => id === shown.state.chosen.get());
  const next = rows[place === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, place + step))];
  if (next) chooseItem(app, shown.state, next);
  if (place + step >= rows.length - 1) shown.list.more();
}

/** Shows an item in the reader of its editor, which makes it a read one. */
export function chooseItem(app: App, { chosen }: ItemsState, item: ItemSummary): void {
  const before = chosen.get();
  chosen.set(item.id);
  if (before !== item.id && item.readAt === null) markRead(app, item.id);
}

/** That it could not be marked is no reason to hold the reader up; the list goes on showing it as unread. */
export function markRead(app: App, itemId: number): void {
  changeItem(app, itemId, { read: true }).catch(() => undefined);
}
