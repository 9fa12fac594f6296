import { useEffect } from "react";
import { createStore, type Store, useValue } from "../../state/store.ts";
import type { App } from "../../workbench/app.ts";
import { useApp } from "../../workbench/app-context.tsx";

/** The wish to type into the search field of a log that may still have to be opened and read. */
export function findWanted({ kept }: Pick<App, "kept">): Store<boolean> {
  return kept.get("log/find", () => ({ ...createStore(false), stop: () => undefined }));
}

/** Fulfils the wish: the field is there. */
export function useFindField(): void {
  const store = findWanted(useApp());
  const wanted = useValue(store);
  useEffect(() => {
    if (!wanted) return;
    store.set(false);
    document.querySelector<HTMLInputElement>(".log-tools .filter-input")?.focus();
  }, [store, wanted]);
}

/** Lets go of the wish: there is nothing to look through, and lines that come later are not to take the focus. */
export function useNothingToFind(): void {
  const store = findWanted(useApp());
  const wanted = useValue(store);
  useEffect(() => {
    if (wanted) store.set(false);
  }, [store, wanted]);
}
