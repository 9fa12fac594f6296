import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { JobdeckError } from "../model/errors.ts";
import { homeFiles } from "../model/home.ts";
import { type Backup, backupProblem, listBackups, newestGoodBackup, readBackup } from "./backups.ts";
import { openDatabase } from "./database.ts";
import { setAside, syncFile, syncFolder } from "./durable-files.ts";
import { takeHostLock } from "./host-lock.ts";
import { inspectDatabase } from "./inspect.ts";

export type RestoreOptions = {
  readonly home: string;
  /** Folder with a folder of migrations for each database. */
  readonly migrations: string;
  readonly binding?: string | undefined;
  /** Of this program, for whoever finds the home in use. */
  readonly version: string;
  readonly now: number;
};

export type Restored = {
  /** Files that are in force now. */
  readonly files: readonly string[];
  /** Where the files are that they replaced. */
  readonly kept: readonly string[];
};

/** The backup that the user means: a folder, the name of one in the home, or "newest". @throws JobdeckError NOT_FOUND */
export function findBackup(home: string, wanted: string): Backup {
  const backups = listBackups(home);
  const found =
    wanted === "newest"
      ? newestGoodBackup(home)
      : (backups.find(({ name }) => name === wanted) ?? readBackup(path.resolve(wanted)));
  if (found) return found;
  const known = backups.map(({ name }) => name).join(", ") || `none in ${homeFiles(home).backups}`;
  throw new JobdeckError(
    "NOT_FOUND",
    `There is no backup "${wanted}". Known: ${known}. A folder of a backup works too.`,
  );
}

/**
 * Puts the databases of a backup in the place of the home's. The backup is checked byte for byte and page for page before
 * anything is touched, and what it replaces is kept as `*.before-restore-DATE`.
 *
 * @throws JobdeckError HOST_BUSY while a host runs; DATABASE_DAMAGED or DATABASE_NEWER when the backup cannot be used;
 * nothing was changed then
 */
export function restoreBackup(backup: Backup, options: RestoreOptions): Restored {
  return underLock(options, () => {
    assertUsable(backup, options);
    const places = backup.files.map(({ name }) => ({
      from: path.join(backup.folder, name),
      ready: path.join(options.home, `.restoring-${name}`),
      to: path.join(options.home, name),
    }));
    try {
      for (const { from, ready } of places) {
        copyFileSync(from, ready);
        chmodSync(ready, 0o600);
        syncFile(ready);
      }
      const kept = places.flatMap(({ to }) => keepOld(to, "before-restore", options.now));
      for (const { ready, to } of places) renameSync(ready, to);
      syncFolder(options.home);
      return { files: places.map(({ to }) => to), kept };
    } finally {
      for (const { ready } of places) rmSync(ready, { force: true });
    }
  });
}

/**
 * Begins anew in the place of every database that is damaged or missing; what was there is kept.
 *
 * @throws JobdeckError HOST_BUSY while a host runs; NOT_ALLOWED when no database is damaged
 */
export function restoreEmpty(options: RestoreOptions): Restored {
  const { home, migrations, binding, now } = options;
  return underLock(options, () => {
    const { database, content } = homeFiles(home);
    const lost = (
      [
        ["jobdeck", database],
        ["content", content],
      ] as const
    )
      .map(([kind, file]) => ({ file, migrations: path.join(migrations, kind) }))
      .filter((each) => !isSound(each.file, each.migrations, binding));
    if (lost.length === 0)
      throw new JobdeckError(
        "NOT_ALLOWED",
        `No database in ${home} is damaged; there is nothing to begin anew. For another home, set JOBDECK_HOME.`,
      );
    const kept = lost.flatMap(({ file }) => keepOld(file, "corrupt", now));
    for (const each of lost)
      openDatabase({ path: each.file, migrations: each.migrations, binding, durability: "FULL" }).close();
    return { files: lost.map(({ file }) => file), kept };
  });
}

function underLock(options: RestoreOptions, work: () => Restored): Restored {
  const { home, version, now, binding } = options;
  const lock = takeHostLock(home, { pid: process.pid, kind: "headless", version, startedAt: now }, binding);
  try {
    return work();
  } finally {
    lock.release();
  }
}

function assertUsable(backup: Backup, { migrations, binding }: RestoreOptions): void {
  const problem = backupProblem(backup);
  if (problem) throw unusable(backup, problem);
  for (const { name } of backup.files) {
    if (name === "settings.json") continue;
    const own = path.join(migrations, name.replace(/\.db$/, ""));
    const found = inspectDatabase({ path: path.join(backup.folder, name), migrations: own, binding, depth: "whole" });
    if (!found.ok) throw unusable(backup, `${name}: ${found.reason}`);
    const newest = Math.max(...readdirSync(own).map((file) => Number.parseInt(file, 10) || 0));
    if (found.schema > newest)
      throw new JobdeckError(
        "DATABASE_NEWER",
        `The backup ${backup.folder} was made by a newer Jobdeck (${backup.version}; schema ${found.schema} of ${name}, this one knows ${newest}). Install the newer version; nothing was changed.`,
      );
  }
}

function unusable(backup: Backup, problem: string): JobdeckError {
  return new JobdeckError(
    "DATABASE_DAMAGED",
    `The backup ${backup.folder} cannot be used: ${problem}. Choose another one (jobdeck backup --list); nothing was changed.`,
  );
}

function keepOld(file: string, label: "corrupt" | "before-restore", now: number): readonly string[] {
  const isThere = [file, `${file}-wal`].some((each) => existsSync(each));
  const kept = setAside(file, label, now);
  return isThere ? [kept] : [];
}

function isSound(file: string, migrations: string, binding: string | undefined): boolean {
  return existsSync(file) && inspectDatabase({ path: file, migrations, binding, depth: "bounded" }).ok;
}
