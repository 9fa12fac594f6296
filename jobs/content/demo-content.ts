import type { Kysely } from "kysely";
import type { Source } from "../model/news.ts";
import type { ContentSchema } from "./content-schema.ts";
import { inSlices, listOf } from "./rows.ts";
import { toSource } from "./sources.ts";

export type DemoTraces = {
  readonly bucket: string;
  readonly vectorStore: string;
  /** Ids of the demo's runs. */
  readonly runIds: readonly string[];
};

const sliceSize = 500;

/** What is in the content because of the demo, and nothing else. */
export function createDemoContent(database: Kysely<ContentSchema>) {
  /** Ids of briefs or insights that rest on items of the demo: what they say is said by samples. */
  const restingOn = async (table: "brief" | "insight", items: ReadonlySet<number>): Promise<readonly number[]> => {
    const rows = await database.selectFrom(table).select(["id", "item_ids"]).execute();
    return rows.filter((row) => listOf<number>(row.item_ids).some((id) => items.has(id))).map(({ id }) => id);
  };

  const remove = (table: "brief" | "insight", ids: readonly number[]): Promise<void> =>
    inSlices(ids, sliceSize, async (slice) => {
      await database.deleteFrom(table).where("id", "in", slice).execute();
    });

  return {
    sources: async (): Promise<readonly Source[]> => {
      const rows = await database.selectFrom("source").selectAll().where("demo", "=", 1).orderBy("id").execute();
      return rows.map(toSource);
    },
    /** Everything: sources with their items and stories, the user with holdings and insights, briefs, the sync's memory. */
    remove: async ({ bucket, vectorStore, runIds }: DemoTraces): Promise<void> => {
      const items = await database
        .selectFrom("item")
        .innerJoin("source", "source.id", "item.source_id")
        .select("item.id")
        .where("source.demo", "=", 1)
        .execute();
      const itemIds = new Set(items.map(({ id }) => id));
      await remove("brief", await restingOn("brief", itemIds));
      await remove("insight", await restingOn("insight", itemIds));
      await database.deleteFrom("source").where("demo", "=", 1).execute();
      await database.deleteFrom("user").where("demo", "=", 1).execute();
      for (const table of ["synced_object", "sync_intent", "sync_garbage"] as const)
        await database.deleteFrom(table).where("bucket", "=", bucket).execute();
      await database.deleteFrom("made_vector_store").where("name", "=", vectorStore).execute();
      await inSlices(runIds, sliceSize, async (slice) => {
        await database.deleteFrom("ai_usage").where("run_id", "in", slice).execute();
      });
    },
  };
}
