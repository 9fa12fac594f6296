import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { messageOf } from "../model/errors.ts";

/** Whether a file is a sound database of ours, and the number of its newest migration. */
export type Inspection =
  | { readonly ok: true; readonly schema: number }
  | { readonly ok: false; readonly reason: string };

export type InspectOptions = {
  readonly path: string;
  /** Folder of the migrations that made it: a database of another kind is none of ours. */
  readonly migrations: string;
  readonly binding?: string | undefined;
  /** "bounded" takes no more than some seconds for a file of any size: of a large one, the small tables only. */
  readonly depth: "bounded" | "whole";
};

/** Up to this size, every page and index is looked at: some 80 MiB a second. */
const wholeUpTo = 32 * 2 ** 20;
/** Tables that grow with the history. What else there is decides whether a host can work at all. */
const largeTables = new Set([
  ...["run", "attempt", "occurrence", "log_line", "log_size"],
  ...["synced_object", "raw_item", "item", "embedding", "analysis", "highlight", "ai_usage"],
  ...["item_words", "item_words_data", "item_words_idx", "item_words_docsize"],
  ...["nearest", "nearest_chunks", "nearest_rowids", "nearest_vector_chunks00"],
]);
const headerBytes = 100;

/**
 * Looks at a database without writing to it: nothing is recovered, checkpointed or migrated.
 *
 * @throws SqliteError when it cannot be told, for example because the disk is full or the file may not be read
 */
export function inspectDatabase(options: InspectOptions): Inspection {
  const problem = headerProblem(options.path);
  if (problem) return { ok: false, reason: problem };
  const hadIndex = existsSync(`${options.path}-shm`);
  const hadLog = existsSync(`${options.path}-wal`);
  try {
    return inspectContent(options);
  } catch (error) {
    if (!meansDamage(error)) throw error;
    return { ok: false, reason: messageOf(error) };
  } finally {
    // A reader makes them where there were none and cannot remove them.
    if (!hadIndex) rmSync(`${options.path}-shm`, { force: true });
    if (!hadLog) rmSync(`${options.path}-wal`, { force: true });
  }
}

function inspectContent({ path, migrations, binding, depth }: InspectOptions): Inspection {
  const database = new Sqlite(path, { readonly: true, ...(binding ? { nativeBinding: binding } : {}) });
  try {
    const mark = Number(database.pragma("user_version", { simple: true }));
    const written = readHeader(path).readInt32BE(60);
    // The mark of a database never changes. A log that brings another one was written for another database.
    if (written !== 0 && mark !== written)
      return { ok: false, reason: "its write-ahead log is that of another database" };
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();
    if (!tables.includes("migration")) return { ok: false, reason: "it has no tables of Jobdeck" };
    const first = database.prepare("SELECT name FROM migration WHERE version = 1").pluck().get();
    if (!readdirSync(migrations).includes(String(first)))
      return { ok: false, reason: "it is a database of another kind" };
    const schema = Number(database.prepare("SELECT max(version) FROM migration").pluck().get());
    const reason = firstFault(database, depth === "whole" || sizeOf(path) <= wholeUpTo ? null : tables);
    return reason === undefined ? { ok: true, schema } : { ok: false, reason };
  } finally {
    database.close();
  }
}

/** What SQLite's own check finds first; of the small tables only, when they are given. */
function firstFault(database: Sqlite.Database, tables: readonly string[] | null): string | undefined {
  const checks =
    tables === null
      ? ["integrity_check(1)"]
      : tables.filter((name) => !largeTables.has(name)).map((name) => `quick_check('${name.replaceAll("'", "''")}')`);
  for (const check of checks) {
    const answer = String(database.pragma(check, { simple: true }));
    if (answer !== "ok") return answer.replace("*** in database main ***", "").trim();
  }
  return undefined;
}

/** What is wrong with the first bytes, as the file format of SQLite prescribes them (sqlite.org/fileformat.html). */
function headerProblem(file: string): string | undefined {
  if (sizeOf(file) === 0) return "it is empty";
  const header = readHeader(file);
  if (header.length < headerBytes || header.toString("latin1", 0, 16) !== "SQLite format 3\u0000")
    return "it is no SQLite database";
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const isPower = pageSize >= 512 && (pageSize & (pageSize - 1)) === 0;
  const versions = [header[18], header[19]].every((version) => version === 1 || version === 2);
  const fractions = header[21] === 64 && header[22] === 32 && header[23] === 32;
  const formats = header.readUInt32BE(44) <= 4 && header.readUInt32BE(56) <= 3;
  return isPower && versions && fractions && formats ? undefined : "its header is damaged";
}

function readHeader(file: string): Buffer {
  const handle = openSync(file, "r");
  try {
    const header = Buffer.alloc(headerBytes);
    return header.subarray(0, readSync(handle, header, 0, headerBytes, 0));
  } finally {
    closeSync(handle);
  }
}

function sizeOf(file: string): number {
  return statSync(file).size;
}

/** Codes that say something of the machine and nothing of the file. */
const notTheFile = /^SQLITE_(BUSY|LOCKED|CANTOPEN|PERM|READONLY|FULL|NOMEM|AUTH|IOERR(?!_SHORT_READ))/;

function meansDamage(error: unknown): boolean {
  if (!(error instanceof Sqlite.SqliteError)) return false;
  return !notTheFile.test(error.code);
}
