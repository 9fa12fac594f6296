import type { Kysely } from "kysely";
import type { Holding } from "../model/portfolio.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow } from "./rows.ts";

export type NewHolding = Omit<Holding, "id" | "userId">;

/** What users hold. */
export function createHoldings(database: Kysely<ContentSchema>) {
  return {
    /** By symbol. */
    ofUser: async (userId: number): Promise<readonly Holding[]> => {
      const rows = await database
        .selectFrom("holding")
        .selectAll()
        .where("user_id", "=", userId)
        .orderBy("symbol")
        .execute();
      return rows.map((row) => fromRow(row));
    },
    /** These are all that the user holds: what is not among them goes, the rest keeps its id. */
    replace: (userId: number, holdings: readonly NewHolding[]): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        const symbols = holdings.map(({ symbol }) => symbol);
        const gone = transaction.deleteFrom("holding").where("user_id", "=", userId);
        await (symbols.length > 0 ? gone.where("symbol", "not in", symbols) : gone).execute();
        for (const { symbol, quantity, cost, currency, sector } of holdings)
          await transaction
            .insertInto("holding")
            .values({ user_id: userId, symbol, quantity, cost, currency, sector })
            .onConflict((conflict) =>
              conflict.columns(["user_id", "symbol"]).doUpdateSet({ quantity, cost, currency, sector }),
            )
            .execute();
      }),
  };
}
