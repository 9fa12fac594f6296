import type { Kysely } from "kysely";
import type { AiUsage } from "../model/portfolio.ts";
import type { ContentSchema } from "./content-schema.ts";
import { toRow } from "./rows.ts";

/** What models did in a while. */
export type AiSpend = {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
};

/** Calls of models and what they cost. Days are the host's, YYYY-MM-DD. */
export function createAiUsage(database: Kysely<ContentSchema>) {
  const sums = (from: string, to: string) =>
    database
      .selectFrom("ai_usage")
      .select(({ fn, val }) => [
        fn.countAll<number>().as("calls"),
        fn.coalesce(fn.sum<number>("input_tokens"), val(0)).as("inputTokens"),
        fn.coalesce(fn.sum<number>("output_tokens"), val(0)).as("outputTokens"),
        fn.coalesce(fn.sum<number>("cost_usd"), val(0)).as("costUsd"),
      ])
      .where("day", ">=", from)
      .where("day", "<=", to);
  return {
    add: async (usage: Omit<AiUsage, "id">): Promise<void> => {
      await database.insertInto("ai_usage").values(toRow(usage)).execute();
    },
    /** From one day to another, both included. */
    spent: (from: string, to: string): Promise<AiSpend> => sums(from, to).executeTakeFirstOrThrow(),
    /** By day, the earliest first; days without a call are left out. */
    byDay: (from: string, to: string): Promise<readonly (AiSpend & { readonly day: string })[]> =>
      sums(from, to).select("day").groupBy("day").orderBy("day").execute(),
    /** By task, the dearest first. */
    byTask: (from: string, to: string): Promise<readonly (AiSpend & { readonly taskId: string })[]> =>
      sums(from, to).select("task_id as taskId").groupBy("task_id").orderBy("costUsd", "desc").execute(),
  };
}
