import { useSyncExternalStore } from "react";

/** Something that can be read at any time and that tells when it has changed. */
export type Readable<T> = {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
};

export type Store<T> = Readable<T> & {
  readonly set: (value: T) => void;
  readonly update: (change: (value: T) => T) => void;
};

/** A value outside React. A change to the same value tells nobody. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * The selected part of a store, drawn anew when that part changes.
 *
 * @param select must give the same object for the same value
 */
export function useStore<T, S>(store: Readable<T>, select: (value: T) => S): S {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** The whole value of a store. */
export function useValue<T>(store: Readable<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
