import type { Kysely, Selectable } from "kysely";
import type { PortfolioUser } from "../model/portfolio.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow, listOf } from "./rows.ts";
import type { UserTable } from "./tables/portfolio-tables.ts";

export type NewUser = Pick<PortfolioUser, "email" | "name"> & Partial<Pick<PortfolioUser, "interests" | "demo">>;

/** Whose portfolios there are. */
export function createUsers(database: Kysely<ContentSchema>) {
  const users = database.selectFrom("user").selectAll().orderBy("id");
  return {
    /** The first whose e-mail address contains "demo" or "seed", else the first. */
    main: async (): Promise<PortfolioUser | undefined> => {
      const demo = await users
        .where(({ eb, fn, or }) => {
          const email = fn<string>("lower", ["email"]);
          return or([eb(email, "like", "%demo%"), eb(email, "like", "%seed%")]);
        })
        .limit(1)
        .executeTakeFirst();
      const row = demo ?? (await users.limit(1).executeTakeFirst());
      return row && toUser(row);
    },
    get: async (id: number): Promise<PortfolioUser | undefined> => {
      const row = await users.where("id", "=", id).executeTakeFirst();
      return row && toUser(row);
    },
    /** Gives the id of the user of this address, who is added when there is none. */
    add: async ({ email, name, interests = [], demo = false }: NewUser, now: number): Promise<number> => {
      await database
        .insertInto("user")
        .values({ email, name, interests: JSON.stringify(interests), demo: demo ? 1 : 0, created_at: now })
        .onConflict((conflict) => conflict.column("email").doNothing())
        .execute();
      const { id } = await database
        .selectFrom("user")
        .select("id")
        .where("email", "=", email)
        .executeTakeFirstOrThrow();
      return id;
    },
    setInterests: async (id: number, interests: readonly string[]): Promise<void> => {
      await database
        .updateTable("user")
        .set({ interests: JSON.stringify(interests) })
        .where("id", "=", id)
        .execute();
    },
  };
}

function toUser(row: Selectable<UserTable>): PortfolioUser {
  return { ...fromRow(row), interests: listOf<string>(row.interests), demo: row.demo === 1 };
}
