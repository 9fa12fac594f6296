import type { Database } from "../../store/database.ts";
import { diskProblem } from "../../store/disk-problem.ts";

type Waiting = {
  readonly change: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/** A transaction takes at most so many changes, so that a burst does not hold the event loop. */
const mostChanges = 500;

export type GroupCommit = {
  /**
   * Makes a change, together with whatever else was asked for in the same turn of the event loop, in one transaction.
   * Resolves with what it gave when the commit is on disk. A change that throws rejects alone: the others are made.
   */
  readonly submit: <T>(change: () => T) => Promise<T>;
};

/**
 * One transaction costs a write to the disk, however much is in it: callers that come at the same moment share one.
 *
 * @param parts of every transaction: `begin` before the first change, `finish` after the last
 */
export function createGroupCommit(
  database: Database,
  parts: { readonly begin: () => void; readonly finish: () => void },
): GroupCommit {
  const waiting: Waiting[] = [];
  let scheduled = false;

  const transaction = database.transaction((group: readonly Waiting[]) => {
    parts.begin();
    const results = group.map(({ change }) => change());
    parts.finish();
    return results;
  });

  const flush = () => {
    const group = waiting.splice(0, mostChanges);
    scheduled = waiting.length > 0;
    if (scheduled) setImmediate(flush);
    commit(group);
  };

  const commit = (group: readonly Waiting[]) => {
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

  return {
    submit: <T>(change: () => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ change, resolve: (value) => resolve(value as T), reject });
        if (scheduled) return;
        scheduled = true;
        setImmediate(flush);
      }),
  };
}
