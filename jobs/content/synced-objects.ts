import type { Kysely } from "kysely";
import type { ContentSchema } from "./content-schema.ts";

/** An object of a bucket that is in a vector store. */
export type SyncedObject = {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly fileId: string;
};

/** What is known of one bucket's objects. */
export function createSyncedObjects(database: Kysely<ContentSchema>, bucket: string) {
  const inStore = (storeId: string) =>
    database.selectFrom("synced_object").where("vector_store_id", "=", storeId).where("bucket", "=", bucket);
  return {
    /** By key. */
    all: async (storeId: string): Promise<ReadonlyMap<string, SyncedObject>> => {
      const rows = await inStore(storeId).select(["key", "etag", "size", "file_id"]).execute();
      return new Map(rows.map(({ key, etag, size, file_id: fileId }) => [key, { key, etag, size, fileId }] as const));
    },
    /** The vector stores that hold objects of this bucket. */
    stores: async (): Promise<readonly string[]> => {
      const rows = await database
        .selectFrom("synced_object")
        .select("vector_store_id")
        .distinct()
        .where("bucket", "=", bucket)
        .execute();
      return rows.map((row) => row.vector_store_id);
    },
    /** Which of these files, of any bucket, are in a vector store. */
    known: async (fileIds: readonly string[]): Promise<ReadonlySet<string>> => {
      const rows = await database
        .selectFrom("synced_object")
        .select("file_id")
        .where("file_id", "in", fileIds)
        .execute();
      return new Set(rows.map((row) => row.file_id));
    },
    forget: async (storeId: string, key: string): Promise<void> => {
      await database
        .deleteFrom("synced_object")
        .where("vector_store_id", "=", storeId)
        .where("bucket", "=", bucket)
        .where("key", "=", key)
        .execute();
    },
  };
}
