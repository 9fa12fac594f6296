import { randomInt } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type SqliteDatabase from "better-sqlite3";
import Sqlite from "better-sqlite3";
import { JobdeckError, messageOf } from "../model/errors.ts";
import { syncFile, syncFolder } from "./durable-files.ts";
import { inspectDatabase } from "./inspect.ts";
import { migrate } from "./migrate.ts";

export type Database = SqliteDatabase.Database;

export type OpenOptions = {
  readonly path: string;
  /** Folder of the numbered `.sql` files of this database; without it, the schema is taken as it is. */
  readonly migrations?: string | undefined;
  /** FULL: what is acknowledged survives a power cut. NORMAL: it survives a killed process. */
  readonly durability: "FULL" | "NORMAL";
  /** The native addon's file, for a runtime that better-sqlite3's own prebuild does not fit. */
  readonly binding?: string | undefined;
};

/**
 * Opens a database of the home, makes it when it is not there, and brings its schema up to date.
 *
 * @throws JobdeckError DATABASE_DAMAGED, DATABASE_NEWER or DATABASE_UNUSABLE; the file is left as it was found
 */
export function openDatabase(options: OpenOptions): Database {
  assertRuntime(options.binding);
  const { path: file, migrations, binding } = options;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    if (migrations) {
      if (existsSync(file)) assertSound({ path: file, migrations, binding });
      else createWhole(options);
    }
    return connect(options);
  } catch (error) {
    throw error instanceof JobdeckError ? error : toDatabaseError(error, file);
  }
}

function connect(options: OpenOptions): Database {
  const isNew = !existsSync(options.path);
  const database = new Sqlite(options.path, options.binding ? { nativeBinding: options.binding } : {});
  try {
    if (isNew) chmodSync(options.path, 0o600);
    prepare(database, options);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** A new database is made under another name: a kill leaves it whole or not there, and an empty file is always damage. */
function createWhole(options: OpenOptions): void {
  const { path: file } = options;
  const folder = path.dirname(file);
  for (const name of readdirSync(folder))
    if (name.startsWith(`${path.basename(file)}.new`)) rmSync(path.join(folder, name), { force: true });
  const fresh = `${file}.new`;
  try {
    connect({ ...options, path: fresh }).close();
    syncFile(fresh);
    renameSync(fresh, file);
  } catch (error) {
    for (const companion of ["", "-wal", "-shm", "-journal"]) rmSync(fresh + companion, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** @throws JobdeckError DATABASE_DAMAGED with the reason in its details */
function assertSound(file: { path: string; migrations: string; binding: string | undefined }): void {
  const found = inspectDatabase({ ...file, depth: "bounded" });
  if (!found.ok) throw damagedError(file.path, found.reason);
}

function prepare(database: Database, options: OpenOptions): void {
  // Read before anything is written: a file that is no database is to be refused untouched.
  database.pragma("schema_version");
  database.pragma("busy_timeout = 5000");
  returnSpace(database);
  markOnce(database);
  database.pragma("journal_mode = WAL");
  database.pragma(`journal_size_limit = ${walBytesKept}`);
  database.pragma(`synchronous = ${options.durability}`);
  database.pragma("foreign_keys = ON");
  if (options.migrations) migrate(database, { path: options.path, migrations: options.migrations });
}

/** A write-ahead log that once grew is cut back to this when it begins anew. */
const walBytesKept = 16 * 2 ** 20;
/** A database of an older program, up to this size, is rewritten once when it is opened: under a second. */
const rewrittenUpTo = 128 * 2 ** 20;

/** Files are to shrink after a clean-up. That has to be said before the first table, or costs a rewrite of the file. */
function returnSpace(database: Database): void {
  const number = (pragma: string): number => Number(database.pragma(pragma, { simple: true }));
  const incremental = 2;
  if (number("auto_vacuum") === incremental) return;
  const pages = number("page_count");
  if (pages * number("page_size") > rewrittenUpTo) return;
  database.pragma("auto_vacuum = INCREMENTAL");
  if (pages > 0) database.exec("VACUUM");
}

/** The mark tells this database from every other: a write-ahead log that carries another one is not its own. */
function markOnce(database: Database): void {
  if (database.pragma("user_version", { simple: true }) === 0)
    database.pragma(`user_version = ${randomInt(1, 2 ** 31 - 1)}`);
}

/**
 * better-sqlite3's prebuild needs Node-API 10 and crashes the process without a word where there is less.
 *
 * @throws JobdeckError DATABASE_UNUSABLE
 */
export function assertRuntime(binding: string | undefined, versions: NodeJS.ProcessVersions = process.versions): void {
  if (binding || Number(versions.napi) >= 10) return;
  throw new JobdeckError(
    "DATABASE_UNUSABLE",
    `Node.js ${versions.node} is too old for Jobdeck's database. Use Node.js 22.14 or later ("npm start" brings its own).`,
  );
}

/** What SQLite's own code means for the user. */
export function toDatabaseError(error: unknown, file: string): JobdeckError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB"))
    return damagedError(file, messageOf(error), error);
  if (code.startsWith("SQLITE_FULL") || code === "ENOSPC")
    return new JobdeckError(
      "DATABASE_UNUSABLE",
      `The disk that holds ${file} is full. Free some space and start Jobdeck again; nothing was lost.`,
      { cause: error },
    );
  return new JobdeckError(
    "DATABASE_UNUSABLE",
    `The database ${file} cannot be opened (${messageOf(error)}). Check that the folder exists and that you may write to it.`,
    { cause: error },
  );
}

function damagedError(file: string, reason: string, cause?: unknown): JobdeckError {
  return new JobdeckError(
    "DATABASE_DAMAGED",
    `The database ${file} is damaged (${reason}). Put a backup in its place: jobdeck restore.`,
    { details: { file, reason }, ...(cause === undefined ? {} : { cause }) },
  );
}
