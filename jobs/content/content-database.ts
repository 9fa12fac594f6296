import { Kysely } from "kysely";
import { openDatabase } from "../store/database.ts";
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
