export type Stoppable = { readonly stop: () => void };

/**
 * Keeps what an editor has read for as long as its tab is open, so that going to another tab and back neither loads again
 * nor loses the place. Keys are paths: `drop` takes everything beneath one.
 */
export function createKeeper() {
  const kept = new Map<string, Stoppable>();
  return {
    /** What is kept under `key`, else what `create` makes. One key must always hold the same type. */
    get: <T extends Stoppable>(key: string, create: () => T): T => {
      const known = kept.get(key) as T | undefined;
      if (known) return known;
      const made = create();
      kept.set(key, made);
      return made;
    },
    /** Lets go of everything whose key begins with `prefix`; of all when it is empty. */
    drop: (prefix: string): void => {
      for (const [key, value] of [...kept]) {
        if (!key.startsWith(prefix)) continue;
        value.stop();
        kept.delete(key);
      }
    },
    keys: (): readonly string[] => [...kept.keys()],
  };
}

export type Keeper = ReturnType<typeof createKeeper>;
