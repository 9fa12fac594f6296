import { createStore, type Store, useValue } from "../state/store.ts";
import { useApp } from "./app-context.tsx";

/**
 * A state that outlives its component: what was begun in a tab is still there after a look at another. It is gone when the
 * tab is closed.
 *
 * @param key begins with the key of the editor and a slash
 */
export function useKeptState<T>(key: string, initial: T): readonly [T, (change: (known: T) => T) => void] {
  const { kept } = useApp();
  const store: Store<T> = kept.get(key, () => ({ ...createStore(initial), stop: () => undefined }));
  return [useValue(store), store.update];
}
