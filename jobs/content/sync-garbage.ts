import type { Kysely } from "kysely";
import type { ContentSchema } from "./content-schema.ts";

/** A file that is to be detached from its store and deleted. */
export type GarbageFile = { readonly fileId: string; readonly storeId: string };

/** The files of one bucket that are to be removed and are not yet gone. */
export function createSyncGarbage(database: Kysely<ContentSchema>, bucket: string) {
  return {
    all: async (): Promise<readonly GarbageFile[]> => {
      const rows = await database.selectFrom("sync_garbage").selectAll().where("bucket", "=", bucket).execute();
      return rows.map((row) => ({ fileId: row.file_id, storeId: row.vector_store_id }));
    },
    removed: async (fileIds: readonly string[]): Promise<void> => {
      if (fileIds.length > 0) await database.deleteFrom("sync_garbage").where("file_id", "in", fileIds).execute();
    },
  };
}
