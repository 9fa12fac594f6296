import type { Kysely } from "kysely";
import type { Profile, Share } from "../model/portfolio.ts";
import type { ContentSchema } from "./content-schema.ts";
import { fromRow, listOf, toRow } from "./rows.ts";

/** What users are like as investors. */
export function createProfiles(database: Kysely<ContentSchema>) {
  return {
    ofUser: async (userId: number): Promise<Profile | undefined> => {
      const row = await database.selectFrom("profile").selectAll().where("user_id", "=", userId).executeTakeFirst();
      return row && { ...fromRow(row), sectors: listOf<Share>(row.sectors), interests: listOf<Share>(row.interests) };
    },
    /** In place of the one before. */
    put: async ({ userId, ...profile }: Profile): Promise<void> => {
      const row = {
        ...toRow(profile),
        sectors: JSON.stringify(profile.sectors),
        interests: JSON.stringify(profile.interests),
      };
      await database
        .insertInto("profile")
        .values({ user_id: userId, ...row })
        .onConflict((conflict) => conflict.column("user_id").doUpdateSet(row))
        .execute();
    },
  };
}
