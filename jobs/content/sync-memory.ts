import type { Kysely, Transaction } from "kysely";
import type { ContentSchema } from "./content-schema.ts";
import { createMadeVectorStores } from "./made-vector-stores.ts";
import { createSyncGarbage, type GarbageFile } from "./sync-garbage.ts";
import { createSyncIntents } from "./sync-intents.ts";
import { createSyncedObjects, type SyncedObject } from "./synced-objects.ts";

/** How a batch of uploads ended. */
export type SettledBatch = {
  readonly storeId: string;
  /** What is in the store now. */
  readonly synced: readonly SyncedObject[];
  /** Ids of files to be removed: replaced, or not taken in. */
  readonly garbage: readonly string[];
  /** Intents of which nothing can be left behind. */
  readonly ended: readonly number[];
  /** Intents that may have left a file behind of which nothing is known. */
  readonly unanswered: readonly number[];
  readonly now: number;
};

/** What the sync of one bucket remembers from one run to the next. */
export function createSyncMemory(database: Kysely<ContentSchema>, bucket: string) {
  const throwAway = async (transaction: Transaction<ContentSchema>, files: readonly GarbageFile[]): Promise<void> => {
    for (const { fileId, storeId } of files)
      await transaction
        .replaceInto("sync_garbage")
        .values({ file_id: fileId, vector_store_id: storeId, bucket })
        .execute();
  };
  const dropIntents = async (transaction: Transaction<ContentSchema>, ids: readonly number[]): Promise<void> => {
    for (const id of ids) await transaction.deleteFrom("sync_intent").where("id", "=", id).execute();
  };

  return {
    objects: createSyncedObjects(database, bucket),
    intents: createSyncIntents(database, bucket),
    garbage: createSyncGarbage(database, bucket),
    madeStores: createMadeVectorStores(database),

    /**
     * A batch is in: its objects are known, what they replaced is garbage, and its intents are settled. One transaction, so
     * that a kill leaves the batch either open or done.
     */
    settle: ({ storeId, synced, garbage, ended, unanswered, now }: SettledBatch): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        for (const { key, etag, size, fileId } of synced)
          await transaction
            .replaceInto("synced_object")
            .values({ vector_store_id: storeId, bucket, key, etag, size, file_id: fileId, synced_at: now })
            .execute();
        await throwAway(
          transaction,
          garbage.map((fileId) => ({ fileId, storeId })),
        );
        await dropIntents(transaction, ended);
        for (const id of unanswered)
          await transaction.updateTable("sync_intent").set({ file_id: null }).where("id", "=", id).execute();
      }),

    /** What uploads left behind becomes garbage, and those intents are settled. */
    discard: (files: readonly GarbageFile[], intentIds: readonly number[]): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        await throwAway(transaction, files);
        await dropIntents(transaction, intentIds);
      }),

    /** The vector store is gone: what was in it is no longer known, and its files are garbage. Gives their number. */
    discardStore: (storeId: string): Promise<number> =>
      database.transaction().execute(async (transaction) => {
        const rows = await transaction
          .deleteFrom("synced_object")
          .where("vector_store_id", "=", storeId)
          .where("bucket", "=", bucket)
          .returning("file_id")
          .execute();
        await throwAway(
          transaction,
          rows.map((row) => ({ fileId: row.file_id, storeId })),
        );
        return rows.length;
      }),

    /** Forgets everything about this bucket. */
    clear: (): Promise<void> =>
      database.transaction().execute(async (transaction) => {
        for (const table of ["synced_object", "sync_intent", "sync_garbage"] as const)
          await transaction.deleteFrom(table).where("bucket", "=", bucket).execute();
      }),
  };
}

export type SyncMemory = ReturnType<typeof createSyncMemory>;
