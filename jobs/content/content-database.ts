import path from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import { openDatabase } from "../store/database.ts";
import type { MadeVectorStoreTable } from "./made-vector-stores.ts";
import type { SyncGarbageTable } from "./sync-garbage.ts";
import type { SyncIntentTable } from "./sync-intents.ts";
import type { SyncedObjectTable } from "./synced-objects.ts";

/** The tables of `content.db`, each described beside its repository. */
export type ContentSchema = {
  readonly made_vector_store: MadeVectorStoreTable;
  readonly synced_object: SyncedObjectTable;
  readonly sync_intent: SyncIntentTable;
  readonly sync_garbage: SyncGarbageTable;
};

export type ContentDatabase = Kysely<ContentSchema>;

/**
 * Opens what tasks produce. The host has migrated it; tasks run in threads and each opens it for itself. Close it with
 * `destroy`.
 *
 * @throws JobdeckError DATABASE_*
 */
export function openContent(file: string): ContentDatabase {
  const database = openDatabase({ path: file, durability: "FULL", binding: process.env.JOBDECK_SQLITE_BINDING });
  return new Kysely<ContentSchema>({ dialect: new SqliteDialect({ database }) });
}

/**
 * Brings the schema up to date, before any task runs. `migrations` is the folder with a folder for each database.
 *
 * @throws JobdeckError DATABASE_*
 */
export function migrateContent(file: string, migrations: string, binding: string | undefined): void {
  openDatabase({ path: file, migrations: path.join(migrations, "content"), durability: "FULL", binding }).close();
}
