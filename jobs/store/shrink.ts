import type { Database } from "./database.ts";

/** Gives pages that hold nothing any more back to the file system, a slice at a time. */
export function createShrinker(database: Database) {
  const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
  return {
    /**
     * Takes over the write-ahead log in small pieces until the function that it gives is called: the transaction that
     * happens to take over a usual piece (4 MiB) holds the writer twice as long. Costs nothing while much is deleted.
     */
    useSmallCheckpoints: (): (() => void) => {
      const usual = number("wal_autocheckpoint");
      database.pragma("wal_autocheckpoint = 250");
      return () => void database.pragma(`wal_autocheckpoint = ${usual}`);
    },
    /** Bytes that hold nothing. */
    freeBytes: (): number => number("freelist_count") * number("page_size"),
    /** Releases up to `pages`; false when there is nothing left to release. */
    release: (pages: number): boolean => {
      const before = number("freelist_count");
      if (before === 0) return false;
      database.pragma(`incremental_vacuum(${pages})`);
      const after = number("freelist_count");
      return after > 0 && after < before;
    },
    /** Empties the write-ahead log, as far as nobody reads from it. */
    truncateLog: (): void => void database.pragma("wal_checkpoint(TRUNCATE)"),
  };
}

export type Shrinker = ReturnType<typeof createShrinker>;
