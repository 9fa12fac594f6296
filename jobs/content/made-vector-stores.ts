import type { Kysely } from "kysely";
import type { ContentSchema } from "./content-schema.ts";

/** A service may not list at once what it has just made: these are asked for by id before another one is made. */
const remembered = 5;

/** The vector stores that this program made. */
export function createMadeVectorStores(database: Kysely<ContentSchema>) {
  return {
    add: async (id: string, name: string, now: number): Promise<void> => {
      await database.replaceInto("made_vector_store").values({ id, name, made_at: now }).execute();
    },
    /** Ids of the latest that were made for this name, newest first. */
    named: async (name: string): Promise<readonly string[]> => {
      const rows = await database
        .selectFrom("made_vector_store")
        .select("id")
        .where("name", "=", name)
        .orderBy("made_at", "desc")
        .limit(remembered)
        .execute();
      return rows.map((row) => row.id);
    },
  };
}
