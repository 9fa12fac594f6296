import { createStore, type Store } from "../state/store.ts";
import type { Layout } from "./layout.ts";
import { parseLayout } from "./parse-layout.ts";

/** Where the layout outlives the window. */
export type LayoutStorage = {
  readonly read: () => string | null;
  readonly write: (text: string) => void;
};

export type LayoutStoreOptions = {
  readonly storage: LayoutStorage;
  readonly kinds: ReadonlySet<string>;
};

/** The layout, as it was when the window was last open, kept with every change. */
export function createLayoutStore({ storage, kinds }: LayoutStoreOptions): Store<Layout> {
  const store = createStore(parseLayout(storage.read(), kinds));
  store.subscribe(() => storage.write(JSON.stringify(store.get())));
  return store;
}

const layoutKey = "jobdeck.layout";

/** The browser's storage. Where there is none (private or full), what is kept lasts as long as the window. */
export function browserStorage(storage: Storage, key: string = layoutKey): LayoutStorage {
  return {
    read: () => {
      try {
        return storage.getItem(key);
      } catch {
        return null;
      }
    },
    write: (text) => {
      try {
        storage.setItem(key, text);
      } catch {
        // What is kept lasts as long as the window then: the widths of its bars, and what was typed and is not saved.
      }
    },
  };
}
