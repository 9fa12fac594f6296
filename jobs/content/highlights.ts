import type { Kysely } from "kysely";
import type { Highlight } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow } from "./rows.ts";

export type NewHighlight = Pick<Highlight, "quote" | "start" | "end">;

/** Quotes from items, each of which stands word for word in its item's text. */
export function createHighlights(database: Kysely<ContentSchema>) {
  return {
    /** In place of the highlights that the item had. Those that stay keep their ids. */
    replace: (itemId: number, highlights: readonly NewHighlight[], now: number): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        const kept = new Set(highlights.map(({ start, end }) => `${start}-${end}`));
        const before = await transaction
          .selectFrom("highlight")
          .select(["id", "start", "end"])
          .where("item_id", "=", itemId)
          .execute();
        for (const { id, start, end } of before)
          if (!kept.has(`${start}-${end}`)) await transaction.deleteFrom("highlight").where("id", "=", id).execute();
        for (const { quote, start, end } of highlights)
          await transaction
            .insertInto("highlight")
            .values({ item_id: itemId, quote, start, end, created_at: now })
            .onConflict((conflict) => conflict.columns(["item_id", "start", "end"]).doUpdateSet({ quote }))
            .execute();
      }),
    /** In the order of the text. */
    ofItem: async (itemId: number): Promise<readonly Highlight[]> => {
      const rows = await database
        .selectFrom("highlight")
        .selectAll()
        .where("item_id", "=", itemId)
        .orderBy("start")
        .orderBy("end")
        .execute();
      return rows.map((row) => fromRow(row));
    },
  };
}
