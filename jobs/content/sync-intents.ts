import type { Kysely } from "kysely";
import type { ContentSchema } from "./content-schema.ts";

/** An upload that was about to begin; `fileId` is null as long as its answer has not come. */
export type SyncIntent = {
  readonly id: number;
  readonly storeId: string;
  readonly key: string;
  readonly fileName: string;
  readonly size: number;
  readonly startedAt: number;
  readonly fileId: string | null;
};

export type NewIntent = Omit<SyncIntent, "id" | "fileId">;

/** The uploads of one bucket whose end is not recorded. */
export function createSyncIntents(database: Kysely<ContentSchema>, bucket: string) {
  return {
    all: async (): Promise<readonly SyncIntent[]> => {
      const rows = await database.selectFrom("sync_intent").selectAll().where("bucket", "=", bucket).execute();
      return rows.map((row) => ({
        id: row.id,
        storeId: row.vector_store_id,
        key: row.key,
        fileName: row.file_name,
        size: row.size,
        startedAt: row.started_at,
        fileId: row.file_id,
      }));
    },
    /** To be on disk before the upload of each begins. Gives an id for each, in their order. */
    add: (intents: readonly NewIntent[]): Promise<readonly number[]> =>
      database.transaction().execute(async (transaction) => {
        const ids: number[] = [];
        for (const { storeId, key, fileName, size, startedAt } of intents) {
          const row = { vector_store_id: storeId, bucket, key, file_name: fileName, size, started_at: startedAt };
          const { id } = await transaction
            .insertInto("sync_intent")
            .values({ ...row, file_id: null })
            .returning("id")
            .executeTakeFirstOrThrow();
          ids.push(id);
        }
        return ids;
      }),
    /** The uploads were answered: from now on their files are known by id. */
    answered: (uploads: readonly { readonly intentId: number; readonly fileId: string }[]): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        for (const { intentId, fileId } of uploads)
          await transaction.updateTable("sync_intent").set({ file_id: fileId }).where("id", "=", intentId).execute();
      }),
  };
}
