import type { Kysely, Selectable } from "kysely";
import type { Brief } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { type Page, type PageWish, pageOf } from "./pages.ts";
import { fromRow, listOf } from "./rows.ts";
import type { BriefTable } from "./tables/news-tables.ts";

export type NewBrief = Omit<Brief, "id" | "createdAt">;

/** Digests. */
export function createBriefs(database: Kysely<ContentSchema>) {
  const latest = database.selectFrom("brief").selectAll().orderBy("created_at", "desc").orderBy("id", "desc");
  return {
    /** Keeps a brief in place of an earlier one of the same stretch of time. Gives its id. */
    put: async (brief: NewBrief, now: number): Promise<number> => {
      const { title, markdown, fromAt, toAt, itemIds, provider, model } = brief;
      const made = { title, markdown, item_ids: JSON.stringify(itemIds), provider, model, created_at: now };
      const { id } = await database
        .insertInto("brief")
        .values({ ...made, from_at: fromAt, to_at: toAt })
        .onConflict((conflict) => conflict.columns(["from_at", "to_at"]).doUpdateSet(made))
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    get: async (id: number): Promise<Brief | undefined> => {
      const row = await database.selectFrom("brief").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toBrief(row);
    },
    /** The newest first. */
    page: async ({ limit, cursor }: PageWish): Promise<Page<Brief>> => {
      const query = latest.limit(limit + 1);
      const rows = await (cursor
        ? query.where(({ eb, refTuple, tuple }) => eb(refTuple("created_at", "id"), "<", tuple(cursor.at, cursor.id)))
        : query
      ).execute();
      return pageOf(rows.map(toBrief), limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    },
    newest: async (): Promise<Brief | undefined> => {
      const row = await latest.limit(1).executeTakeFirst();
      return row && toBrief(row);
    },
  };
}

function toBrief(row: Selectable<BriefTable>): Brief {
  return { ...fromRow(row), itemIds: listOf<number>(row.item_ids) };
}
