import type { Kysely } from "kysely";

type SyncedObjectTable = {
  readonly vector_store_id: string;
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly file_id: string;
  readonly synced_at: number;
};

type SyncIntentTable = {
  readonly vector_store_id: string;
  readonly bucket: string;
  readonly key: string;
  readonly file_name: string;
  readonly size: number;
  readonly started_at: number;
  readonly file_id: string | null;
};

type SyncGarbageTable = { readonly vector_store_id: string; readonly file_id: string };

/** The tables of the S3 sync. */
export type SyncTables = {
  readonly synced_object: SyncedObjectTable;
  readonly sync_intent: SyncIntentTable;
  readonly sync_garbage: SyncGarbageTable;
};

/** An object that is in the vector store. */
export type SyncedObject = {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly fileId: string;
};

/** An upload that was begun; `fileId` is null as long as its answer has not come. */
export type SyncIntent = {
  readonly key: string;
  readonly fileName: string;
  readonly size: number;
  readonly startedAt: number;
  readonly fileId: string | null;
};

type Place = { readonly storeId: string; readonly bucket: string };

/** What is known of one bucket in one vector store. */
export function createSyncedObjects(database: Kysely<SyncTables>, { storeId, bucket }: Place) {
  const place = { vector_store_id: storeId, bucket };
  return {
    all: async (): Promise<ReadonlyMap<string, SyncedObject>> => {
      const rows = await database
        .selectFrom("synced_object")
        .select(["key", "etag", "size", "file_id"])
        .where("vector_store_id", "=", storeId)
        .where("bucket", "=", bucket)
        .execute();
      return new Map(
        rows.map((row) => [row.key, { key: row.key, etag: row.etag, size: row.size, fileId: row.file_id }]),
      );
    },
    intents: async (): Promise<readonly SyncIntent[]> => {
      const rows = await database
        .selectFrom("sync_intent")
        .selectAll()
        .where("vector_store_id", "=", storeId)
        .where("bucket", "=", bucket)
        .execute();
      return rows.map((row) => ({
        key: row.key,
        fileName: row.file_name,
        size: row.size,
        startedAt: row.started_at,
        fileId: row.file_id,
      }));
    },
    /** To be on disk before the upload of each begins. */
    intend: async (intents: readonly Omit<SyncIntent, "fileId">[]): Promise<void> => {
      const values = intents.map((intent) => ({
        ...place,
        key: intent.key,
        file_name: intent.fileName,
        size: intent.size,
        started_at: intent.startedAt,
        file_id: null,
      }));
      if (values.length > 0)
        await database
          .insertInto("sync_intent")
          .values(values)
          .onConflict((conflict) =>
            conflict.columns(["vector_store_id", "bucket", "key"]).doUpdateSet((row) => ({
              file_name: row.ref("excluded.file_name"),
              size: row.ref("excluded.size"),
              started_at: row.ref("excluded.started_at"),
              file_id: null,
            })),
          )
          .execute();
    },
    /** The uploads were answered: from now on their files are known by id. */
    markUploaded: (uploads: readonly { readonly key: string; readonly fileId: string }[]): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        for (const { key, fileId } of uploads)
          await transaction
            .updateTable("sync_intent")
            .set({ file_id: fileId })
            .where("vector_store_id", "=", storeId)
            .where("bucket", "=", bucket)
            .where("key", "=", key)
            .execute();
      }),
    /**
     * A batch is in: its objects are known, what they replaced is garbage, and none of `settled` is pending any more.
     * One transaction, so that a kill leaves the batch either open or done.
     */
    settle: (batch: {
      readonly synced: readonly SyncedObject[];
      readonly garbage: readonly string[];
      readonly settled: readonly string[];
      readonly now: number;
    }): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        for (const { key, etag, size, fileId } of batch.synced)
          await transaction
            .replaceInto("synced_object")
            .values({ ...place, key, etag, size, file_id: fileId, synced_at: batch.now })
            .execute();
        for (const fileId of batch.garbage)
          await transaction.replaceInto("sync_garbage").values({ vector_store_id: storeId, file_id: fileId }).execute();
        for (const key of batch.settled)
          await transaction
            .deleteFrom("sync_intent")
            .where("vector_store_id", "=", storeId)
            .where("bucket", "=", bucket)
            .where("key", "=", key)
            .execute();
      }),
    /** The object left the bucket: its file is garbage. */
    forget: (object: SyncedObject): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .replaceInto("sync_garbage")
          .values({ vector_store_id: storeId, file_id: object.fileId })
          .execute();
        await transaction
          .deleteFrom("synced_object")
          .where("vector_store_id", "=", storeId)
          .where("bucket", "=", bucket)
          .where("key", "=", object.key)
          .execute();
      }),
    garbage: async (): Promise<readonly string[]> => {
      const rows = await database
        .selectFrom("sync_garbage")
        .select("file_id")
        .where("vector_store_id", "=", storeId)
        .execute();
      return rows.map((row) => row.file_id);
    },
    removedGarbage: async (fileId: string): Promise<void> => {
      await database
        .deleteFrom("sync_garbage")
        .where("vector_store_id", "=", storeId)
        .where("file_id", "=", fileId)
        .execute();
    },
  };
}

export type SyncedObjects = ReturnType<typeof createSyncedObjects>;
