import type { Kysely } from "kysely";
import type { AnalysisState, Item } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow, inSlices, toRow } from "./rows.ts";

/** What cleaning makes of a raw item. */
export type CleanItem = Omit<
  Item,
  "analysisState" | "analysisError" | "analysisTries" | "snoozedUntil" | "readAt" | "createdAt"
>;

/** Enough to tell whether another text is nearly the same. */
export type ItemMark = Pick<
  Item,
  "id" | "sourceId" | "title" | "simhash" | "publishedAt" | "canonicalUrl" | "contentHash"
> & {
  readonly storyId: number | null;
};

/** Rows in one transaction: each is also taken into the index of words, which costs most. */
const sliceSize = 25;

/** Cleaned items. */
export function createItems(database: Kysely<ContentSchema>) {
  return {
    /**
     * Writes cleaned items. One that was there is replaced; only when its text has changed is it to be analysed anew. When
     * all that follows from them is written too, `rawItems.cleaned` takes them off the list.
     */
    put: (items: readonly CleanItem[], now: number): Promise<void> =>
      inSlices(items, sliceSize, (slice) =>
        database.transaction().execute(async (transaction) => {
          for (const item of slice) await putOne(transaction, item, now);
        }),
      ),
    get: async (id: number): Promise<Item | undefined> => {
      const row = await database.selectFrom("item").selectAll().where("id", "=", id).executeTakeFirst();
      return row && fromRow(row);
    },
    /** In the order of the ids; what is gone is left out. */
    many: async (ids: readonly number[]): Promise<readonly Item[]> => {
      if (ids.length === 0) return [];
      const rows = await database.selectFrom("item").selectAll().where("id", "in", ids).execute();
      const byId = new Map(rows.map((row) => [row.id, fromRow(row)]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    /** Those that were published in that time, the newest first. */
    published: async (fromAt: number, toAt: number, limit: number): Promise<readonly Item[]> => {
      const rows = await database
        .selectFrom("item")
        .selectAll()
        .where("published_at", ">=", fromAt)
        .where("published_at", "<", toAt)
        .orderBy("published_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** Those that came in that time and were not published before `publishedSince`, the newest first. */
    arrived: async (
      range: { readonly fromAt: number; readonly toAt: number; readonly publishedSince: number },
      limit: number,
    ): Promise<readonly Item[]> => {
      const rows = await database
        .selectFrom("item")
        .selectAll()
        .where("published_at", ">=", range.publishedSince)
        .where("created_at", ">=", range.fromAt)
        .where("created_at", "<", range.toAt)
        .orderBy("published_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** Marks of what was published since then, the newest first. */
    marks: async (since: number, limit: number): Promise<readonly ItemMark[]> => {
      const rows = await database
        .selectFrom("item")
        .leftJoin("story_item", "story_item.item_id", "item.id")
        .select([
          "item.id",
          "source_id",
          "item.title",
          "simhash",
          "published_at",
          "canonical_url",
          "content_hash",
          "story_id",
        ])
        .where("published_at", ">=", since)
        .orderBy("published_at", "desc")
        .orderBy("item.id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** Those that wait for an analysis, the newest first. */
    toAnalyze: async (limit: number): Promise<readonly Item[]> => {
      const rows = await database
        .selectFrom("item")
        .selectAll()
        .where("analysis_state", "=", "waiting")
        .orderBy("published_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** A try of an analysis has ended; `waiting` is one that is to be tried again. */
    setAnalysisState: async (id: number, state: AnalysisState, error: string | null = null): Promise<void> => {
      await database
        .updateTable("item")
        .set((set) => ({
          analysis_state: state,
          analysis_error: error,
          analysis_tries: set("analysis_tries", "+", 1),
        }))
        .where("id", "=", id)
        .execute();
    },
    /** An analysis could not be made, for no fault of the item: that is no try of it. */
    noteAnalysisError: async (id: number, error: string): Promise<void> => {
      await database.updateTable("item").set({ analysis_error: error }).where("id", "=", id).execute();
    },
    /** Those that this model has not embedded yet, the newest first. */
    toEmbed: async (provider: string, model: string, limit: number): Promise<readonly Item[]> => {
      const rows = await database
        .selectFrom("item")
        .selectAll("item")
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("embedding")
                .select("embedding.id")
                .whereRef("embedding.item_id", "=", "item.id")
                .where("embedding.provider", "=", provider)
                .where("embedding.model", "=", model),
            ),
          ),
        )
        .orderBy("published_at", "desc")
        .orderBy("item.id", "desc")
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** Gives whether it was there. */
    setRead: async (id: number, readAt: number | null): Promise<boolean> => {
      const result = await database
        .updateTable("item")
        .set({ read_at: readAt })
        .where("id", "=", id)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    /** Gives whether it was there. */
    snooze: async (id: number, until: number | null): Promise<boolean> => {
      const result = await database
        .updateTable("item")
        .set({ snoozed_until: until })
        .where("id", "=", id)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
  };
}

async function putOne(transaction: Kysely<ContentSchema>, item: CleanItem, now: number): Promise<void> {
  const row = toRow(item);
  const before = await transaction
    .selectFrom("item")
    .select("content_hash")
    .where("id", "=", item.id)
    .executeTakeFirst();
  const isChanged = before !== undefined && before.content_hash !== item.contentHash;
  if (!before)
    await transaction
      .insertInto("item")
      .values({ ...row, created_at: now })
      .execute();
  else if (isChanged) {
    const { id: _, ...rest } = row;
    const anew = { analysis_state: "waiting", analysis_error: null, analysis_tries: 0 } as const;
    await transaction
      .updateTable("item")
      .set({ ...rest, ...anew })
      .where("id", "=", item.id)
      .execute();
    // They tell of a text that is no longer there.
    for (const table of ["embedding", "highlight"] as const)
      await transaction.deleteFrom(table).where("item_id", "=", item.id).execute();
  }
}
