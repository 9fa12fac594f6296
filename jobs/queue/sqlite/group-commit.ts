import type { Database } from "../../store/database.ts";
import { diskProblem } from "../../store/disk-problem.ts";

type Waiting<Wish> = {
  readonly change: () => unknown;
  readonly wish?: Wish | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** A transaction takes at most so many changes, so that a burst does not hold the event loop. */
const mostChanges = 500;

export type GroupCommit<Wish> = {
  /**
   * Makes a change, together with whatever else was asked for in the same turn of the event loop, in one transaction.
   * Resolves with what it gave when the commit is on disk. A change that throws rejects alone: the others are made.
   */
  readonly submit: <T>(change: () => T) => Promise<T>;
  /** The same for a change that may be made with others of its kind in one statement: `wish` is what it comes to. */
  readonly submitAlike: (change: () => boolean, wish: Wish) => Promise<boolean>;
};

type Parts<Wish> = {
  /** Before the first change of a transaction. */
  readonly begin: () => void;
  /** After the last. */
  readonly finish: () => void;
  /** Makes all of these at once, as far as it can, and gives back those that it made. The others are made one by one. */
  readonly together: (wishes: readonly Wish[]) => ReadonlySet<Wish>;
};

/** One transaction costs a write to the disk, however much is in it: callers that come at the same moment share one. */
export function createGroupCommit<Wish>(database: Database, parts: Parts<Wish>): GroupCommit<Wish> {
  const waiting: Waiting<Wish>[] = [];
  const none: ReadonlySet<Wish> = new Set();
  let scheduled = false;

  const transaction = database.transaction((group: readonly Waiting<Wish>[]) => {
    parts.begin();
    const wishes = group.flatMap(({ wish }) => wish ?? []);
    const made = wishes.length > 1 ? parts.together(wishes) : none;
    const results = group.map(({ change, wish }) => (wish !== undefined && made.has(wish)) || change());
    parts.finish();
    return results;
  });

  const flush = () => {
    const group = waiting.splice(0, mostChanges);
    scheduled = waiting.length > 0;
    if (scheduled) setImmediate(flush);
    commit(group);
  };

  const commit = (group: readonly Waiting<Wish>[]) => {
    try {
      const results = transaction.immediate(group);
      for (const [index, { resolve }] of group.entries()) resolve(results[index]);
    } catch (error) {
      const problem = diskProblem(error);
      // A disk that is full for all of them is full for each.
      if (problem) for (const { reject } of group) reject(problem);
      // The whole transaction was rolled back. Alone, each shows whether it was the one.
      else if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) commit([one]);
    }
  };

  const submit = <T>(change: () => T, wish?: Wish) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ change, wish, resolve: (value) => resolve(value as T), reject });
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    });

  return { submit: (change) => submit(change), submitAlike: submit };
}
