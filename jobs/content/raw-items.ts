import type { Insertable, Kysely } from "kysely";
import type { RawItem } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow, inSlices } from "./rows.ts";
import type { RawItemTable } from "./tables/news-tables.ts";

export type NewRawItem = Pick<RawItem, "sourceId" | "key" | "title"> &
  Partial<
    Pick<
      RawItem,
      "link" | "author" | "publishedAt" | "html" | "contentHtml" | "contentText" | "leadImage" | "contentState"
    >
  >;

/** What a page's own full text brings; what it does not tell is left out. */
export type PageContent = {
  readonly html: string;
  readonly text: string;
  readonly leadImage?: string;
  readonly author?: string;
};

/** Rows in one transaction: with bodies of some kilobytes each, tens of milliseconds. */
const sliceSize = 250;

/** In the order of the parameters of the statement that adds one. */
const addedColumns = [
  ...(["source_id", "key", "title", "created_at", "link", "author", "published_at", "html"] as const),
  ...(["content_html", "content_text", "lead_image", "content_state"] as const),
];

/** What sources gave, as it came. */
export function createRawItems(database: Kysely<ContentSchema>) {
  return {
    /** Adds those that are not known by their source and key. Gives the ids of these, in order. */
    add: async (items: readonly NewRawItem[], now: number): Promise<readonly number[]> => {
      const ids: number[] = [];
      await inSlices(items, sliceSize, (slice) =>
        database.transaction().execute(async (transaction) => {
          ids.push(...(await insertRawItems(transaction, slice, now)));
        }),
      );
      return ids;
    },
    get: async (id: number): Promise<RawItem | undefined> => {
      const row = await database.selectFrom("raw_item").selectAll().where("id", "=", id).executeTakeFirst();
      return row && fromRow(row);
    },
    /**
     * Those that are to be cleaned, the oldest first. One whose page is still to be fetched is left out for a while:
     * those that came before `wantedBefore` are given all the same.
     */
    toClean: async (limit: number, wantedBefore: number): Promise<readonly RawItem[]> => {
      const rows = await database
        .selectFrom("raw_item")
        .selectAll()
        .where("state", "=", "new")
        .where((where) => where.or([where("content_state", "<>", "wanted"), where("created_at", "<", wantedBefore)]))
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** Without their bodies: those that came last, first. */
    newest: async ({ sourceId, limit }: { readonly sourceId: number | undefined; readonly limit: number }) => {
      const all = database
        .selectFrom("raw_item")
        .select(["id", "source_id", "title", "link", "published_at", "state"])
        .orderBy("id", "desc")
        .limit(limit);
      const rows = await (sourceId === undefined ? all : all.where("source_id", "=", sourceId)).execute();
      return rows.map((row) => fromRow(row));
    },
    /** How many there are, by source. */
    counts: async (): Promise<ReadonlyMap<number, number>> => {
      const rows = await database
        .selectFrom("raw_item")
        .select(({ fn }) => ["source_id", fn.countAll<number>().as("count")])
        .groupBy("source_id")
        .execute();
      return new Map(rows.map(({ source_id, count }) => [source_id, count] as const));
    },
    /** Those whose page is to be fetched, the oldest first. */
    wanted: async (limit: number): Promise<readonly RawItem[]> => {
      const rows = await database
        .selectFrom("raw_item")
        .selectAll()
        .where("content_state", "=", "wanted")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** The page's full text is there: the item is to be cleaned anew. */
    setContent: async (id: number, { html, text, leadImage, author }: PageContent): Promise<void> => {
      await database
        .updateTable("raw_item")
        .set({
          ...{ content_html: html, content_text: text, content_state: "fetched", content_error: null },
          ...{ state: "new", error: null },
          ...(leadImage === undefined ? {} : { lead_image: leadImage }),
          ...(author === undefined ? {} : { author }),
        })
        .where("id", "=", id)
        .execute();
    },
    /** The page could not be had; what the feed brought has to do. */
    contentFailed: async (id: number, error: string): Promise<void> => {
      await database
        .updateTable("raw_item")
        .set({ content_state: "failed", content_error: error })
        .where("id", "=", id)
        .execute();
    },
    /** The page is to be fetched (again). */
    wantContent: async (ids: readonly number[]): Promise<void> => {
      await inSlices(ids, sliceSize, async (slice) => {
        await database
          .updateTable("raw_item")
          .set({ content_state: "wanted", content_error: null })
          .where("id", "in", slice)
          .execute();
      });
    },
    /** They are clean items now. */
    cleaned: async (ids: readonly number[]): Promise<void> => {
      await inSlices(ids, sliceSize, async (slice) => {
        await database.updateTable("raw_item").set({ state: "clean", error: null }).where("id", "in", slice).execute();
      });
    },
    /** It cannot be cleaned; it is not tried again until its content changes. */
    failed: async (id: number, error: string): Promise<void> => {
      await database.updateTable("raw_item").set({ state: "failed", error }).where("id", "=", id).execute();
    },
  };
}

/** Adds those that are not known, within a transaction. Gives the ids of these, in order. */
export async function insertRawItems(
  transaction: Kysely<ContentSchema>,
  items: readonly NewRawItem[],
  now: number,
): Promise<readonly number[]> {
  const ids: number[] = [];
  // Put together once: for a short row that takes as long as the writing.
  const statement = addStatement(transaction);
  for (const item of items) {
    const parameters = addedValues(item, now);
    const { rows } = await transaction.executeQuery<{ readonly id: number }>({ ...statement, parameters });
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

function addStatement(database: Kysely<ContentSchema>) {
  const row = Object.fromEntries(addedColumns.map((column) => [column, null]));
  return database
    .insertInto("raw_item")
    .values(row as unknown as Insertable<RawItemTable>)
    .onConflict((conflict) => conflict.columns(["source_id", "key"]).doNothing())
    .returning("id")
    .compile();
}

function addedValues(item: NewRawItem, now: number): readonly unknown[] {
  const { sourceId, key, title, link, author, publishedAt, html, contentHtml, contentText, leadImage } = item;
  const { contentState = "none" } = item;
  const bodies = [html, contentHtml, contentText, leadImage].map((value) => value ?? null);
  return [sourceId, key, title, now, link ?? null, author ?? null, publishedAt ?? null, ...bodies, contentState];
}
