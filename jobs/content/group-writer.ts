import type { Transaction } from "kysely";
import type { ContentDatabase } from "./content-database.ts";
import type { ContentSchema } from "./content-schema.ts";

export type ContentTransaction = Transaction<ContentSchema>;

type Waiting = {
  readonly run: (transaction: ContentTransaction) => Promise<void>;
  readonly fail: (error: unknown) => void;
  /** What `run` gave is on disk. */
  readonly kept: () => void;
};

/** So many are written together, or as many as there are after so many milliseconds. */
const together = 4;
const longestWaitMs = 15;

/**
 * Writes what comes within a moment in one transaction: a flush to the disk costs the same for one as for many. Each is told
 * once it is on disk. When the transaction fails, each is tried in one of its own, so that none takes the others along; what
 * is written so must be the same when it is done twice.
 */
export function createGroupWriter(database: ContentDatabase) {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const group = waiting;
    waiting = [];
    writing = writing.then(() => writeGroup(database, group));
  };

  return <T>(work: (transaction: ContentTransaction) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      let outcome: { readonly value: T } | undefined;
      waiting.push({
        run: async (transaction) => {
          outcome = { value: await work(transaction) };
        },
        fail: reject,
        kept: () => {
          if (outcome) resolve(outcome.value);
        },
      });
      if (waiting.length >= together) flush();
      else timer ??= setTimeout(flush, longestWaitMs);
    });
}

export type GroupWriter = ReturnType<typeof createGroupWriter>;

async function writeGroup(database: ContentDatabase, group: readonly Waiting[]): Promise<void> {
  try {
    await database.transaction().execute(async (transaction) => {
      for (const { run } of group) await run(transaction);
    });
    for (const { kept } of group) kept();
  } catch (error) {
    const [only] = group;
    if (group.length === 1) only?.fail(error);
    else for (const each of group) await writeGroup(database, [each]);
  }
}
