import type { Kysely } from "kysely";
import type { StorySummary } from "../model/content/news-views.ts";
import type { StoryStatus } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { type Page, type PageWish, pageOf } from "./pages.ts";
import { fromRow } from "./rows.ts";

/** Stories as lists show them. */
export function createStoryLists(database: Kysely<ContentSchema>) {
  const summaries = database
    .selectFrom("story")
    .leftJoin("analysis", "analysis.story_id", "story.id")
    .select(["story.id", "title", "summary_short", "status", "first_at", "last_at", "item_count"])
    .select(({ fn, selectFrom }) => {
      const mean = (column: "sentiment" | "impact") =>
        fn
          .coalesce(
            `analysis.${column}`,
            selectFrom("analysis as each")
              .innerJoin("story_item", "story_item.item_id", "each.item_id")
              .select((mean) => mean.fn.avg<number>(`each.${column}`).as(column))
              .whereRef("story_item.story_id", "=", "story.id"),
          )
          .as(column);
      return [mean("sentiment"), mean("impact")];
    });
  return {
    /** The latest first. */
    page: async (status: StoryStatus | undefined, { limit, cursor }: PageWish): Promise<Page<StorySummary>> => {
      let query = summaries
        .orderBy("last_at", "desc")
        .orderBy("story.id", "desc")
        .limit(limit + 1);
      if (status !== undefined) query = query.where("status", "=", status);
      if (cursor)
        query = query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("last_at", "story.id"), "<", tuple(cursor.at, cursor.id)),
        );
      const rows = await query.execute();
      return pageOf(
        rows.map((row) => fromRow(row)),
        limit,
        ({ lastAt, id }) => ({ at: lastAt, id }),
      );
    },
    get: async (id: number): Promise<StorySummary | undefined> => {
      const row = await summaries.where("story.id", "=", id).executeTakeFirst();
      return row && fromRow(row);
    },
    /** Titles of the latest. */
    titles: (limit: number): Promise<readonly { readonly id: number; readonly title: string }[]> =>
      database.selectFrom("story").select(["id", "title"]).orderBy("last_at", "desc").limit(limit).execute(),
  };
}
