import type { Generated } from "kysely";

/** A vector store that this program made, by the name that it was made for. */
type MadeVectorStoreTable = { readonly id: string; readonly name: string; readonly made_at: number };

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
  readonly id: Generated<number>;
  readonly vector_store_id: string;
  readonly bucket: string;
  readonly key: string;
  readonly file_name: string;
  readonly size: number;
  readonly started_at: number;
  readonly file_id: string | null;
};

type SyncGarbageTable = { readonly file_id: string; readonly vector_store_id: string; readonly bucket: string };

/** The tables of `content.db`. What they are for is said in their migrations. */
export type ContentSchema = {
  readonly made_vector_store: MadeVectorStoreTable;
  readonly synced_object: SyncedObjectTable;
  readonly sync_intent: SyncIntentTable;
  readonly sync_garbage: SyncGarbageTable;
};
