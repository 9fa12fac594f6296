import path from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import { openDatabase } from "../store/database.ts";
import type { ContentSchema } from "./content-schema.ts";

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
