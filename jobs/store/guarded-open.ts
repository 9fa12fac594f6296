import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { JobdeckError } from "../model/errors.ts";
import { homeFiles } from "../model/home.ts";
import { listBackups, newestGoodBackup } from "./backups.ts";
import { type Database, type OpenOptions, openDatabase } from "./database.ts";
import { setAside } from "./durable-files.ts";

export type GuardedOptions = OpenOptions & { readonly home: string; readonly now: number };

/** What a damaged database leads to: what was kept of it, and what there is to go on from. */
export type DamageDetails = {
  readonly file: string;
  readonly reason: string;
  /** Where the damaged file is now; null when the file was missing. */
  readonly kept: string | null;
  /** Name of the newest good backup; null when there is none. */
  readonly backup: string | null;
};

/**
 * Opens a database of the home, and never begins with an empty one where there was one before: a damaged file is kept
 * byte for byte under another name, and the host does not start until the user has chosen a backup or a new beginning.
 *
 * @throws JobdeckError DATABASE_DAMAGED with DamageDetails, DATABASE_NEWER, DATABASE_UNUSABLE
 */
export function openGuarded(options: GuardedOptions): Database {
  refuseMissing(options);
  try {
    return openDatabase(options);
  } catch (error) {
    if (!(error instanceof JobdeckError && error.code === "DATABASE_DAMAGED")) throw error;
    const kept = setAside(options.path, "corrupt", options.now);
    throw damaged(options, { reason: reasonOf(error), kept, cause: error });
  }
}

/**
 * Opens a database that the host can do without: a damaged one is kept under another name and a new one is begun.
 *
 * @throws JobdeckError DATABASE_NEWER, DATABASE_UNUSABLE
 */
export function openExpendable(options: GuardedOptions, onDamage: (message: string) => void): Database {
  try {
    return openDatabase(options);
  } catch (error) {
    if (!(error instanceof JobdeckError && error.code === "DATABASE_DAMAGED")) throw error;
    const kept = setAside(options.path, "corrupt", options.now);
    onDamage(`${options.path} was damaged (${reasonOf(error)}). It was kept as ${kept}, and a new one was begun.`);
    return openDatabase(options);
  }
}

/** Without the file, but with what a damaged or replaced one left, this is no new home. */
function refuseMissing(options: GuardedOptions): void {
  const { path: file, home, now } = options;
  if (existsSync(file)) return;
  const isOrphaned = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (isOrphaned)
    throw damaged(options, { reason: "only its write-ahead log is there", kept: setAside(file, "corrupt", now) });
  const wasThere = keptFiles(file).length > 0 || listBackups(home).some((backup) => holds(backup, file));
  if (wasThere) throw damaged(options, { reason: "it is missing", kept: null });
}

/** What was kept of earlier files of this name, oldest first. */
export function keptFiles(file: string): readonly string[] {
  const folder = path.dirname(file);
  if (!existsSync(folder)) return [];
  const name = path.basename(file);
  return readdirSync(folder)
    .filter((other) => other.startsWith(`${name}.corrupt-`) || other.startsWith(`${name}.before-restore-`))
    .filter((other) => !/-(wal|shm)$/.test(other))
    .sort();
}

function holds(backup: { readonly files: readonly { readonly name: string }[] }, file: string): boolean {
  return backup.files.some(({ name }) => name === path.basename(file));
}

type Damage = { readonly reason: string; readonly kept: string | null; readonly cause?: unknown };

function damaged({ path: file, home }: GuardedOptions, { reason, kept, cause }: Damage): JobdeckError {
  const backup = newestGoodBackup(home);
  const what = kept === null ? "" : ` It was kept, byte for byte, as ${kept}.`;
  const offer = backup
    ? ` The newest good backup is of ${new Date(backup.createdAt).toISOString()}. To go on from it: jobdeck restore ${backup.name}.`
    : ` There is no backup in ${homeFiles(home).backups}; if you have one elsewhere: jobdeck restore FOLDER.`;
  const details: DamageDetails = { file, reason, kept, backup: backup?.name ?? null };
  return new JobdeckError(
    "DATABASE_DAMAGED",
    `The database ${file} is damaged (${reason}).${what}${offer} To begin with an empty one instead: jobdeck restore --empty.`,
    { details, ...(cause === undefined ? {} : { cause }) },
  );
}

function reasonOf(error: JobdeckError): string {
  const { details } = error;
  return typeof details === "object" && details !== null && "reason" in details
    ? String(details.reason)
    : error.message;
}
