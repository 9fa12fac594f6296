import type { Kysely } from "kysely";
import type { ItemSummary } from "../model/content/news-views.ts";
import type { AnalysisState } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { type Page, type PageWish, pageOf } from "./pages.ts";
import { fromRow } from "./rows.ts";

export type ItemFilter = {
  readonly sourceId?: number | undefined;
  readonly storyId?: number | undefined;
  readonly state?: "all" | "unread" | "snoozed" | undefined;
  readonly analysis?: AnalysisState | undefined;
};

/** Items as lists show them. */
export function createItemLists(database: Kysely<ContentSchema>) {
  const summaries = database
    .selectFrom("item")
    .innerJoin("source", "source.id", "item.source_id")
    .leftJoin("story_item", "story_item.item_id", "item.id")
    .leftJoin("analysis", "analysis.item_id", "item.id")
    .select(["item.id", "item.source_id", "source.title as source_title", "item.title", "link", "author", "language"])
    .select(["item.published_at", "excerpt", "read_at", "snoozed_until", "analysis_state", "story_item.story_id"])
    .select(["analysis.sentiment", "analysis.impact"]);
  return {
    /** The newest first. What is snoozed shows in the list of what is snoozed only. */
    page: async (filter: ItemFilter, { limit, cursor }: PageWish, now: number): Promise<Page<ItemSummary>> => {
      const { sourceId, storyId, state, analysis } = filter;
      let query = summaries
        .orderBy("item.published_at", "desc")
        .orderBy("item.id", "desc")
        .limit(limit + 1);
      if (sourceId !== undefined) query = query.where("item.source_id", "=", sourceId);
      if (storyId !== undefined) query = query.where("story_item.story_id", "=", storyId);
      if (analysis !== undefined) query = query.where("analysis_state", "=", analysis);
      if (state === "unread") query = query.where("read_at", "is", null);
      if (state === "snoozed") query = query.where("snoozed_until", ">", now);
      else query = query.where(({ eb, or }) => or([eb("snoozed_until", "is", null), eb("snoozed_until", "<=", now)]));
      if (cursor)
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("item.published_at", "item.id"), "<", tuple(cursor.at, cursor.id)),
        );
      const rows = await query.execute();
      return pageOf(
        rows.map((row) => fromRow(row)),
        limit,
        ({ publishedAt, id }) => ({ at: publishedAt, id }),
      );
    },
    /** In the order of the ids; what is gone is left out. */
    many: async (ids: readonly number[]): Promise<readonly ItemSummary[]> => {
      if (ids.length === 0) return [];
      const rows = await summaries.where("item.id", "in", ids).execute();
      const byId = new Map(rows.map((row) => [row.id, fromRow(row)]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    /** By source: how many items there are, and how many of them are unread. */
    counts: async (): Promise<ReadonlyMap<number, { readonly itemCount: number; readonly unreadCount: number }>> => {
      // Two counts, each out of an index of its own: an item's row is as long as its text.
      const all = database
        .selectFrom("item")
        .select(({ fn }) => ["source_id", fn.countAll<number>().as("items")])
        .groupBy("source_id");
      const unread = new Map(
        (await all.where("read_at", "is", null).execute()).map(({ source_id, items }) => [source_id, items]),
      );
      return new Map(
        (await all.execute()).map(({ source_id, items }) => [
          source_id,
          { itemCount: items, unreadCount: unread.get(source_id) ?? 0 },
        ]),
      );
    },
    /** Marks at most so many as read. Gives how many there were. */
    markRead: async (
      { sourceId, storyId }: Pick<ItemFilter, "sourceId" | "storyId">,
      limit: number,
      now: number,
    ): Promise<number> => {
      let unread = database.selectFrom("item").select("id").where("read_at", "is", null).limit(limit);
      if (sourceId !== undefined) unread = unread.where("source_id", "=", sourceId);
      if (storyId !== undefined)
        unread = unread.where("id", "in", (select) =>
          select.selectFrom("story_item").select("item_id").where("story_id", "=", storyId),
        );
      const result = await database
        .updateTable("item")
        .set({ read_at: now })
        .where("id", "in", unread)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
  };
}
