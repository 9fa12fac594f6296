import type { Kysely, Selectable } from "kysely";
import type { Analysis, Passage } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow, listOf, toRow } from "./rows.ts";
import type { AnalysisTable } from "./tables/news-tables.ts";

export type NewAnalysis = Omit<Analysis, "id" | "createdAt" | "itemId" | "storyId"> &
  ({ readonly itemId: number } | { readonly storyId: number });

/** What was found out about items and stories. */
export function createAnalyses(database: Kysely<ContentSchema>) {
  const of = async (column: "id" | "item_id" | "story_id", value: number): Promise<Analysis | undefined> => {
    const row = await database.selectFrom("analysis").selectAll().where(column, "=", value).executeTakeFirst();
    return row && toAnalysis(row);
  };
  return {
    /** Keeps an analysis in place of the one before of the same item or story. An item is thereby analysed. */
    put: (analysis: NewAnalysis, now: number): Promise<number> =>
      database.transaction().execute(async (transaction) => {
        const { topics, entities, tickers, passages, ...rest } = analysis;
        const row = {
          ...toRow(rest),
          topics: JSON.stringify(topics),
          entities: JSON.stringify(entities),
          tickers: JSON.stringify(tickers),
          passages: JSON.stringify(passages),
          created_at: now,
        };
        const { id } = await transaction
          .insertInto("analysis")
          .values(row)
          .onConflict((conflict) => conflict.column("itemId" in analysis ? "item_id" : "story_id").doUpdateSet(row))
          .returning("id")
          .executeTakeFirstOrThrow();
        if ("itemId" in analysis)
          await transaction
            .updateTable("item")
            .set({ analysis_state: "done", analysis_error: null })
            .where("id", "=", analysis.itemId)
            .execute();
        return id;
      }),
    get: (id: number) => of("id", id),
    ofItem: (itemId: number) => of("item_id", itemId),
    ofStory: (storyId: number) => of("story_id", storyId),
    /** Those that were made since then, the latest first. */
    since: async (createdAt: number, limit: number): Promise<readonly Analysis[]> => {
      const rows = await database
        .selectFrom("analysis")
        .selectAll()
        .where("created_at", ">=", createdAt)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(toAnalysis);
    },
    /** Topics of what was read since then, with how often each was met; the most frequent first. */
    topicsRead: async (
      since: number,
      limit: number,
    ): Promise<readonly { readonly topic: string; readonly count: number }[]> => {
      const rows = await database
        .selectFrom("analysis")
        .innerJoin("item", "item.id", "analysis.item_id")
        .select("topics")
        .where("read_at", ">=", since)
        .orderBy("read_at", "desc")
        .limit(limit)
        .execute();
      const counts = new Map<string, number>();
      for (const topic of rows.flatMap(({ topics }) => listOf<string>(topics))) {
        const name = topic.trim().toLowerCase();
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return [...counts].map(([topic, count]) => ({ topic, count })).sort((a, b) => b.count - a.count);
    },
    /** Of these items, by item. */
    ofItems: async (itemIds: readonly number[]): Promise<ReadonlyMap<number, Analysis>> => {
      if (itemIds.length === 0) return new Map();
      const rows = await database.selectFrom("analysis").selectAll().where("item_id", "in", itemIds).execute();
      return new Map(rows.flatMap((row) => (row.item_id === null ? [] : [[row.item_id, toAnalysis(row)] as const])));
    },
  };
}

function toAnalysis(row: Selectable<AnalysisTable>): Analysis {
  return {
    ...fromRow(row),
    topics: listOf<string>(row.topics),
    entities: listOf<string>(row.entities),
    tickers: listOf<string>(row.tickers),
    passages: listOf<Passage>(row.passages),
  };
}
