import type { Kysely } from "kysely";
import type { ContentSchema } from "./content-schema.ts";

/** What a task has done with items, stories or insights, and what it could not do. */
export function createAiWork(database: Kysely<ContentSchema>, taskId: string) {
  const rows = database.selectFrom("ai_work").where("task_id", "=", taskId);
  return {
    /** It is done, of so much; what went wrong before is forgotten. */
    done: async (subjectId: number, now: number, extent = 0): Promise<void> => {
      const row = { tries: 0, error: null, done_at: now, extent };
      await database
        .insertInto("ai_work")
        .values({ task_id: taskId, subject_id: subjectId, ...row })
        .onConflict((conflict) => conflict.columns(["task_id", "subject_id"]).doUpdateSet(row))
        .execute();
    },
    /** It failed. `counts`: for a reason of its own, so that it is not tried for ever. */
    failed: async (subjectId: number, error: string, counts: boolean): Promise<void> => {
      const tries = counts ? 1 : 0;
      await database
        .insertInto("ai_work")
        .values({ task_id: taskId, subject_id: subjectId, tries, error, done_at: null })
        .onConflict((conflict) =>
          conflict.columns(["task_id", "subject_id"]).doUpdateSet((set) => ({
            tries: set("ai_work.tries", "+", tries),
            error,
          })),
        )
        .execute();
    },
    /** Those that failed so often that they are left alone. */
    givenUp: async (maxTries: number): Promise<ReadonlySet<number>> => {
      const found = await rows.select("subject_id").where("tries", ">=", maxTries).execute();
      return new Set(found.map((row) => row.subject_id));
    },
    /** Of how much each of these was done last; those that were not are left out. */
    extents: async (subjectIds: readonly number[]): Promise<ReadonlyMap<number, number>> => {
      if (subjectIds.length === 0) return new Map();
      const found = await rows
        .select(["subject_id", "extent"])
        .where("subject_id", "in", subjectIds)
        .where("done_at", "is not", null)
        .execute();
      return new Map(found.map((row) => [row.subject_id, row.extent]));
    },
  };
}

export type AiWork = ReturnType<typeof createAiWork>;
