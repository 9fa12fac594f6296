import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { JobdeckError } from "../model/errors.ts";
import { homeFiles } from "../model/home.ts";
import { type Backup, type BackupFile, type BackupManifest, manifestFile, pruneBackups, sha256Of } from "./backups.ts";
import { type Database, openDatabase } from "./database.ts";
import { fileTime, syncFile, syncFolder } from "./durable-files.ts";
import type { Seal, SealOptions } from "./seal.ts";

export type BackupOptions = {
  readonly home: string;
  readonly kind: BackupManifest["kind"];
  /** Version of the program. */
  readonly version: string;
  readonly now: number;
  /** The host's own connection: what it writes meanwhile goes into the copy too. */
  readonly database: Database;
  /** Log lines are many; without it they are left out. */
  readonly logDatabase: Database | null;
  /** Folder with a folder of migrations for each database. */
  readonly migrations: string;
  readonly binding?: string | undefined;
  readonly seal: (options: SealOptions) => Promise<Seal>;
  readonly signal: AbortSignal;
};

type Source = { readonly name: BackupFile["name"]; readonly kind: string; readonly database: Database };

/** Pages between two turns of the event loop: a millisecond or two. */
const pagesAtOnce = 256;
/** Another connection that writes all the time makes a copy begin anew each time; then the rest is copied at once. */
const patienceMs = 60_000;

/**
 * Copies the databases while they are in use, checks every page of the copies, and only then calls it a backup: a folder
 * in `backups` with a manifest. Secrets are in the vault, and the vault is in no backup.
 *
 * @throws JobdeckError DATABASE_UNUSABLE when there is no room, DATABASE_DAMAGED when a copy is not sound; nothing is left
 */
export async function makeBackup(options: BackupOptions): Promise<Backup> {
  const { home, kind, version, now } = options;
  const files = homeFiles(home);
  const name = fileTime(now);
  const making = path.join(files.backups, `.making-${name}`);
  const folder = path.join(files.backups, name);
  assertRoom(options);
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const content = existsSync(files.content)
    ? openDatabase({ path: files.content, durability: "FULL", binding: options.binding })
    : null;
  try {
    const sources: Source[] = [{ name: "jobdeck.db", kind: "jobdeck", database: options.database }];
    if (content) sources.push({ name: "content.db", kind: "content", database: content });
    if (options.logDatabase) sources.push({ name: "logs.db", kind: "logs", database: options.logDatabase });
    const copied: BackupFile[] = [];
    for (const source of sources) copied.push(await copy(source, making, options));
    copied.push(...copySettings(files.settings, making));
    const manifest: BackupManifest = { format: 1, kind, version, createdAt: now, files: copied };
    writeFileSync(manifestFile(making), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    syncFile(manifestFile(making));
    syncFolder(making);
    renameSync(making, folder);
    syncFolder(files.backups);
    pruneBackups(home);
    return { ...manifest, name, folder };
  } finally {
    content?.close();
    rmSync(making, { recursive: true, force: true });
  }
}

async function copy(source: Source, folder: string, options: BackupOptions): Promise<BackupFile> {
  const file = path.join(folder, source.name);
  const hurryAt = performance.now() + patienceMs;
  await source.database.backup(file, {
    progress: ({ totalPages }) => {
      options.signal.throwIfAborted();
      return performance.now() > hurryAt ? Math.max(totalPages, 1) : pagesAtOnce;
    },
  });
  options.signal.throwIfAborted();
  const migrations = path.join(options.migrations, source.kind);
  return { name: source.name, ...(await options.seal({ path: file, migrations, binding: options.binding })) };
}

/** The user's settings, as they are: there may be none yet, and a mistake in them is theirs to keep. */
function copySettings(file: string, folder: string): readonly BackupFile[] {
  if (!existsSync(file)) return [];
  const copy = path.join(folder, "settings.json");
  copyFileSync(file, copy);
  syncFile(copy);
  return [{ name: "settings.json", bytes: statSync(copy).size, sha256: sha256Of(copy), schema: 0 }];
}

/** @throws JobdeckError DATABASE_UNUSABLE */
function assertRoom({ home, logDatabase }: BackupOptions): void {
  const files = homeFiles(home);
  const copied = [files.database, files.content, ...(logDatabase ? [files.logs] : [])];
  const needed = copied.reduce((sum, file) => sum + sizeOf(file) + sizeOf(`${file}-wal`), 2 ** 20);
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize >= needed) return;
  const mib = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  throw new JobdeckError(
    "DATABASE_UNUSABLE",
    `There is no room for a backup in ${files.backups}: it needs ${mib(needed)}, and ${mib(bavail * bsize)} are free. Free some space.`,
  );
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
