import type { Run } from "../../model/run.ts";
import type { Database } from "../../store/database.ts";
import { type RunRow, toRun } from "../../store/runs.ts";
import type { Ending } from "../queue.ts";
import { boundedJson } from "./bounded-json.ts";
import type { createRunCounts } from "./run-counts.ts";

export type Success = Extract<Ending, { readonly state: "completed" }>;

/** The end of a run that succeeded; `seq` is its row, `now` a time in UTC ms. */
export type SuccessfulEnd = { readonly seq: number; readonly ending: Success; readonly now: number };

/** Moves of runs that are all alike, as nearly all are: one statement for all of them costs half of one for each. */
export function prepareAlike(database: Database, counts: ReturnType<typeof createRunCounts>) {
  const activate = database.prepare<Record<string, unknown>, RunRow>(
    `UPDATE run NOT INDEXED SET state = 'active', ready = 0, attempts = attempts + 1, attempt_at = @now,
                                started_at = coalesce(started_at, @now)
       WHERE seq IN (SELECT value FROM json_each(@seqs)) AND state = 'created' AND concurrency_key IS NULL
         AND (expires_at IS NULL OR expires_at > @now) RETURNING *`,
  );
  const complete = database.prepare<[string], { seq: number; task_id: string }>(
    `UPDATE run NOT INDEXED SET state = 'completed', ready = 0, finished_at = ended.value ->> 1,
                                outcome = ended.value ->> 2, output = coalesce(ended.value ->> 3, output), error = NULL,
                                summary = ended.value ->> 4
       FROM json_each(?) AS ended
       WHERE run.seq = ended.value ->> 0 AND state = 'active' AND concurrency_key IS NULL RETURNING seq, task_id`,
  );

  return {
    /** Claims those that are new, have no key and have not expired, by their `seq`; the others are left as they are. */
    activate: (seqs: readonly number[], now: number): ReadonlyMap<number, Run> => {
      const rows = activate.all({ seqs: JSON.stringify(seqs), now });
      for (const row of rows) counts.moved(row.task_id, "created", "active");
      return new Map(rows.map((row) => [row.seq, toRun(row)]));
    },
    /** Completes what is active and has no key, and gives back the `seq` of which these were. A run ends once. */
    complete: (ends: readonly SuccessfulEnd[]): ReadonlySet<number> => {
      const rows = complete.all(JSON.stringify(ends.map(valuesOf)));
      for (const row of rows) counts.moved(row.task_id, "active", "completed");
      return new Set(rows.map(({ seq }) => seq));
    },
  };
}

function valuesOf({ seq, now, ending }: SuccessfulEnd): readonly unknown[] {
  const output = ending.output === undefined ? null : boundedJson(ending.output);
  return [seq, now, ending.outcome, output, ending.summary];
}

export type Alike = ReturnType<typeof prepareAlike>;
