import path from "node:path";
import { Kysely } from "kysely";
import { homeFiles } from "../model/home.ts";
import { openDatabase } from "../store/database.ts";
import { openGuarded } from "../store/guarded-open.ts";
import type { ContentSchema } from "./content-schema.ts";
import { ImmediateDialect } from "./sqlite/immediate-dialect.ts";
import { loadVectorExtension } from "./sqlite/vector-extension.ts";

export type ContentDatabase = Kysely<ContentSchema>;

/** Several threads write: each transaction is short, but there may be many before one's turn comes. */
const busyTimeoutMs = 20_000;

/**
 * Opens what tasks produce. The host has migrated it; tasks run in threads and each opens it for itself. Close it with
 * `destroy`.
 *
 * @throws JobdeckError DATABASE_*
 */
export function openContent(file: string): ContentDatabase {
  const database = openDatabase({ path: file, durability: "FULL", binding: process.env.JOBDECK_SQLITE_BINDING });
  database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  loadVectorExtension(database);
  return new Kysely<ContentSchema>({ dialect: new ImmediateDialect(database) });
}

export type MigrateContentOptions = {
  readonly home: string;
  /** The folder with a folder for each database. */
  readonly migrations: string;
  readonly binding: string | undefined;
};

/**
 * Brings the schema up to date, before any task runs.
 *
 * @throws JobdeckError DATABASE_*; a damaged file is kept under another name
 */
export function migrateContent({ home, migrations, binding }: MigrateContentOptions): void {
  const at = { path: homeFiles(home).content, migrations: path.join(migrations, "content"), binding };
  openGuarded({ ...at, home, now: Date.now(), durability: "FULL" }).close();
}
