import { chmodSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { JobdeckError, messageOf } from "../model/errors.ts";
import { sha256Of } from "./backups.ts";
import { toDatabaseError } from "./database.ts";
import { syncFile } from "./durable-files.ts";
import { inspectDatabase } from "./inspect.ts";

export type SealOptions = {
  /** The copy. */
  readonly path: string;
  /** Folder of the migrations that made it. */
  readonly migrations: string;
  readonly binding?: string | undefined;
};

export type Seal = { readonly bytes: number; readonly sha256: string; readonly schema: number };

/**
 * Makes a copy one file that needs nothing beside it, checks every page of it, and makes it durable. Takes seconds for a
 * large one, without a pause: it has a thread of its own (`seal-thread.ts`).
 *
 * @throws JobdeckError DATABASE_DAMAGED when the copy is not sound
 */
export function sealCopy({ path, migrations, binding }: SealOptions): Seal {
  makeOneFile(path, binding);
  chmodSync(path, 0o600);
  const found = inspectDatabase({ path, migrations, binding, depth: "whole" });
  if (!found.ok) throw notSound(path, found.reason);
  syncFile(path);
  return { bytes: statSync(path).size, sha256: sha256Of(path), schema: found.schema };
}

function makeOneFile(path: string, binding: string | undefined): void {
  const database = new Sqlite(path, binding ? { nativeBinding: binding } : {});
  try {
    database.pragma("journal_mode = DELETE");
  } catch (error) {
    const told = toDatabaseError(error, path);
    throw told.code === "DATABASE_DAMAGED" ? notSound(path, messageOf(error)) : told;
  } finally {
    database.close();
  }
}

function notSound(path: string, reason: string): JobdeckError {
  return new JobdeckError(
    "DATABASE_DAMAGED",
    `The copy ${path} is not sound (${reason}), so it is no backup: the database itself may be damaged. Run "jobdeck doctor".`,
  );
}
