import { keptFields } from "../state/fields-of.ts";
import { createStore } from "../state/store.ts";
import type { LayoutStorage } from "./layout-store.ts";

type Draft = { readonly value: unknown; readonly isSecret: boolean };

/** Saves one draft; false when it could not be saved, which its form says. */
export type SaveDraft = () => Promise<boolean>;

/** Ends the key of a draft that is used, not saved: what a single run is to work on. Its editor closes only without it. */
export const usedOnce = "/once";

/**
 * What was typed in editors and is not saved. An editor that has a draft is dirty: its tab says so, stays, and asks before it
 * closes. Drafts outlive the window, but for those with secrets in them, which are never written down. Keys begin with the
 * key of the editor and a slash.
 */
export function createDrafts(storage: LayoutStorage) {
  const store = createStore<ReadonlyMap<string, Draft>>(parseDrafts(storage.read()));
  const savers = new Map<string, SaveDraft>();
  store.subscribe(() => {
    const kept = [...store.get()].filter(([, { isSecret }]) => !isSecret).map(([key, { value }]) => [key, value]);
    storage.write(JSON.stringify(Object.fromEntries(kept)));
  });

  const removeWhere = (isOver: (key: string) => boolean): void => {
    const known = store.get();
    const left = [...known].filter(([key]) => !isOver(key));
    if (left.length < known.size) store.set(new Map(left));
  };
  const keysOf = (editor: string): readonly string[] =>
    [...store.get().keys()].filter((key) => key.startsWith(`${editor}/`));

  return {
    get: store.get,
    subscribe: store.subscribe,
    valueOf: (key: string): unknown => store.get().get(key)?.value,
    /** Keeps a draft; null: there is none any more. */
    set: (key: string, value: unknown, { isSecret = false }: { readonly isSecret?: boolean } = {}): void => {
      if (value === null) removeWhere((each) => each === key);
      else store.update((known) => new Map(known).set(key, { value, isSecret }));
    },
    /** The drafts of an editor. */
    of: keysOf,
    /** Those of them that can be saved. */
    savableOf: (editor: string): readonly string[] => keysOf(editor).filter((key) => !key.endsWith(usedOnce)),
    isDirty: (editor: string): boolean => keysOf(editor).length > 0,
    /** Lets go of drafts. */
    discard: (keys: readonly string[]): void => removeWhere((key) => keys.includes(key)),
    /** Lets go of the drafts of all editors but these. */
    keepOnly: (editors: readonly string[]): void =>
      removeWhere((key) => !editors.some((editor) => key.startsWith(`${editor}/`))),
    /** Says how a draft is saved, as long as its form is shown; gives what takes it back. */
    onSave: (key: string, save: SaveDraft): (() => void) => {
      savers.set(key, save);
      return () => {
        if (savers.get(key) === save) savers.delete(key);
      };
    },
    /** Saves drafts one after the other; false as soon as one cannot be saved, or its form is not shown. */
    save: async (keys: readonly string[]): Promise<boolean> => {
      for (const key of keys) if (!(await savers.get(key)?.())) return false;
      return true;
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;

/** What is kept is the window's own; a text that is cut or of another make is no draft. */
function parseDrafts(text: string | null): ReadonlyMap<string, Draft> {
  return new Map(Object.entries(keptFields(text)).map(([key, value]) => [key, { value, isSecret: false }]));
}
