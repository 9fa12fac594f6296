import type { Generated } from "kysely";

/** A vector store that this program made, by the name that it was made for. */
export type MadeVectorStoreTable = { readonly id: string; readonly name: string; readonly made_at: number };

export type SyncedObjectTable = {
  readonly vector_store_id: string;
  readonly bucket: string;
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly file_id: string;
  readonly synced_at: number;
};

export type SyncIntentTable = {
  readonly id: Generated<number>;
  readonly vector_store_id: string;
  readonly bucket: string;
  readonly key: string;
  readonly file_name: string;
  readonly size: number;
  readonly started_at: number;
  readonly file_id: string | null;
};

export type SyncGarbageTable = { readonly file_id: string; readonly vector_store_id: string; readonly bucket: string };
