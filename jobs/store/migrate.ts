import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type SqliteDatabase from "better-sqlite3";
import { JobdeckError } from "../model/errors.ts";

type Migration = { readonly version: number; readonly name: string; readonly file: string };

type MigrateOptions = {
  /** The database's path, for messages. */
  readonly path: string;
  /** Folder of files named `001-what-it-does.sql`. Append-only: a released file never changes. */
  readonly migrations: string;
};

/**
 * Applies the migrations that the database does not have yet, each in one transaction with its version row first, so
 * that two programs that start at once cannot both apply it and a kill leaves the version before or after.
 *
 * @throws JobdeckError DATABASE_NEWER when the database knows a migration that this program does not
 */
export function migrate(database: SqliteDatabase.Database, options: MigrateOptions): void {
  const known = readMigrations(options.migrations);
  const newest = known.at(-1)?.version ?? 0;
  const current = currentVersion(database);
  if (current > newest)
    throw new JobdeckError(
      "DATABASE_NEWER",
      `The database ${options.path} was written by a newer Jobdeck (schema ${current}; this one knows ${newest}). Install the newer version; the file was left untouched.`,
    );
  for (const migration of known) if (migration.version > current) apply(database, migration);
}

function apply(database: SqliteDatabase.Database, migration: Migration): void {
  const sql = readFileSync(migration.file, "utf8");
  database
    .transaction(() => {
      database.exec("CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT");
      const added = database
        .prepare("INSERT OR IGNORE INTO migration (version, name) VALUES (?, ?)")
        .run(migration.version, migration.name);
      if (added.changes === 1) database.exec(sql);
    })
    .immediate();
}

function currentVersion(database: SqliteDatabase.Database): number {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get();
  if (!table) return 0;
  return Number(database.prepare("SELECT coalesce(max(version), 0) FROM migration").pluck().get());
}

function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 3)), name, file: path.join(folder, name) }));
}
