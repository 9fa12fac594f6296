import type { Kysely, Selectable } from "kysely";
import type { Insight } from "../model/portfolio.ts";
import type { ContentSchema } from "./content-schema.ts";
import { type Page, type PageWish, pageOf } from "./pages.ts";
import { fromRow, inSlices, listOf } from "./rows.ts";
import type { InsightTable } from "./tables/portfolio-tables.ts";

export type NewInsight = Omit<Insight, "id" | "relevance" | "mergedInto" | "dismissedAt" | "createdAt">;

/** What news means for users. */
export function createInsights(database: Kysely<ContentSchema>) {
  const shown = database
    .selectFrom("insight")
    .selectAll()
    .where("merged_into", "is", null)
    .where("dismissed_at", "is", null);
  return {
    /**
     * Adds an insight, or renews the one of the same fingerprint: that keeps its id, its time, its relevance, and stays
     * dismissed or merged. `added` tells which; `changed` is false when it was there just so.
     */
    put: async (insight: NewInsight, now: number): Promise<{ readonly added: boolean; readonly changed: boolean }> => {
      const { userId, fingerprint, kind, title, text, score } = insight;
      const said = {
        ...{ kind, title, text, score, reasons: JSON.stringify(insight.reasons) },
        ...{ item_ids: JSON.stringify(insight.itemIds), analysis_ids: JSON.stringify(insight.analysisIds) },
      };
      const before = await database
        .selectFrom("insight")
        .select(["id", "kind", "title", "text", "score", "reasons", "item_ids", "analysis_ids"])
        .where("user_id", "=", userId)
        .where("fingerprint", "=", fingerprint)
        .executeTakeFirst();
      if (!before) {
        const row = { ...said, user_id: userId, fingerprint, created_at: now };
        await database.insertInto("insight").values(row).execute();
        return { added: true, changed: true };
      }
      const names = Object.keys(said) as (keyof typeof said)[];
      const changed = names.some((name) => said[name] !== before[name]);
      if (changed) await database.updateTable("insight").set(said).where("id", "=", before.id).execute();
      return { added: false, changed };
    },
    get: async (id: number): Promise<Insight | undefined> => {
      const row = await database.selectFrom("insight").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toInsight(row);
    },
    /** Neither merged nor dismissed, the newest first; each rests on what those rest on that were merged into it. */
    page: async (userId: number, { limit, cursor }: PageWish): Promise<Page<Insight>> => {
      const query = shown.where("user_id", "=", userId).orderBy("created_at", "desc").orderBy("id", "desc");
      const rows = await (cursor
        ? query.where(({ eb, refTuple, tuple }) => eb(refTuple("created_at", "id"), "<", tuple(cursor.at, cursor.id)))
        : query
      )
        .limit(limit + 1)
        .execute();
      const merged = await database
        .selectFrom("insight")
        .selectAll()
        .where("merged_into", "in", [0, ...rows.map((row) => row.id)])
        .orderBy("id")
        .execute();
      const whole = rows.map((row) =>
        joined(toInsight(row), merged.filter(({ merged_into }) => merged_into === row.id).map(toInsight)),
      );
      return pageOf(whole, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    },
    /** Of all users, neither merged nor dismissed, the newest first. */
    newest: async (limit: number): Promise<readonly Insight[]> => {
      const rows = await shown.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
      return rows.map(toInsight);
    },
    /** By item, the story that it is in, of the items that these rest on. */
    storiesOf: async (insights: readonly Insight[]): Promise<ReadonlyMap<number, number>> => {
      const ids = [...new Set(insights.flatMap(({ itemIds }) => itemIds))];
      const stories = new Map<number, number>();
      await inSlices(ids, 500, async (slice) => {
        const rows = await database.selectFrom("story_item").selectAll().where("item_id", "in", slice).execute();
        for (const { item_id, story_id } of rows) stories.set(item_id, story_id);
      });
      return stories;
    },
    /** Those without a relevance, the newest first. */
    toScore: async (limit: number): Promise<readonly Insight[]> => {
      const rows = await shown
        .where("relevance", "is", null)
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map(toInsight);
    },
    /** 0 to 100. */
    setRelevance: async (id: number, relevance: number): Promise<void> => {
      await database.updateTable("insight").set({ relevance }).where("id", "=", id).execute();
    },
    /** The user has seen enough of it. Gives whether it was there. */
    dismiss: async (id: number, now: number): Promise<boolean> => {
      const result = await database
        .updateTable("insight")
        .set({ dismissed_at: now })
        .where("id", "=", id)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    /** These say what the kept one says: they are no longer shown, and what they rest on is shown with it. */
    merge: async (keptId: number, mergedIds: readonly number[]): Promise<void> => {
      await database.updateTable("insight").set({ merged_into: keptId }).where("id", "in", mergedIds).execute();
    },
  };
}

function joined(kept: Insight, merged: readonly Insight[]): Insight {
  const all = [kept, ...merged];
  return {
    ...kept,
    reasons: [...new Set(all.flatMap(({ reasons }) => reasons))],
    itemIds: [...new Set(all.flatMap(({ itemIds }) => itemIds))],
    analysisIds: [...new Set(all.flatMap(({ analysisIds }) => analysisIds))],
    score: Math.max(...all.map(({ score }) => score)),
  };
}

function toInsight(row: Selectable<InsightTable>): Insight {
  return {
    ...fromRow(row),
    reasons: listOf<string>(row.reasons),
    itemIds: listOf<number>(row.item_ids),
    analysisIds: listOf<number>(row.analysis_ids),
  };
}
