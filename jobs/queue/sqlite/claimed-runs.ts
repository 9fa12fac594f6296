import type { Run } from "../../model/run.ts";
import type { Alike, SuccessfulEnd } from "./alike.ts";

/** Remembers the rows of the runs that were claimed, so that their ends need not look for them, nor come one by one. */
export function createClaimedRuns(alike: Alike) {
  const seqs = new Map<string, number>();

  return {
    add: (run: Run): void => void seqs.set(run.id, run.seq),
    /** The row of a run that ends now; undefined when it was not claimed here, or has ended before. */
    take: (runId: string): number | undefined => {
      const seq = seqs.get(runId);
      seqs.delete(runId);
      return seq;
    },
    /** Makes what is alike in one statement. What it could not make is not among what it gives back. */
    complete: (ends: readonly SuccessfulEnd[]): ReadonlySet<SuccessfulEnd> => {
      const done = alike.complete(ends);
      return new Set(ends.filter(({ seq }) => done.has(seq)));
    },
  };
}
