import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { homeFiles } from "../model/home.ts";

/** Of each kind, the newest so many stay. */
const kept = 7;
const manifestName = "manifest.json";

const backupFileSchema = z.object({
  name: z.enum(["jobdeck.db", "content.db", "logs.db", "settings.json"]),
  bytes: z.number().int(),
  sha256: z.string(),
  /** The number of the newest migration that it has; 0 for a file that has none. */
  schema: z.number().int(),
});
export type BackupFile = z.infer<typeof backupFileSchema>;

const manifestSchema = z.object({
  format: z.literal(1),
  kind: z.enum(["daily", "manual"]),
  version: z.string(),
  createdAt: z.number().int(),
  files: z.array(backupFileSchema).min(1),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/** A backup: a folder with the copies of the databases and the settings, and what is known about them. Never with secrets. */
export type Backup = BackupManifest & { readonly name: string; readonly folder: string };

/** The backups of a home, newest first. A folder without a readable manifest is none. */
export function listBackups(home: string): readonly Backup[] {
  const folder = homeFiles(home).backups;
  return namesIn(folder)
    .flatMap((name) => readBackup(path.join(folder, name)) ?? [])
    .sort((a, b) => b.createdAt - a.createdAt);
}

/** The backup in that folder, or undefined when there is none. */
export function readBackup(folder: string): Backup | undefined {
  try {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, manifestName), "utf8")));
    return { ...manifest, name: path.basename(folder), folder };
  } catch {
    // Not there, or cut, or of another program: whoever asked is told that there is no backup.
    return undefined;
  }
}

/** What is wrong with the files of a backup, or undefined: every byte is as it was when it was verified. */
export function backupProblem(backup: Backup): string | undefined {
  for (const { name, bytes, sha256 } of backup.files) {
    const file = path.join(backup.folder, name);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) return `${name} is missing`;
    if (size !== bytes || sha256Of(file) !== sha256) return `${name} was changed or damaged after it was made`;
  }
  return undefined;
}

/** The newest backup whose bytes are as they were. */
export function newestGoodBackup(home: string): Backup | undefined {
  return listBackups(home).find((backup) => backupProblem(backup) === undefined);
}

/** Removes all but the newest of each kind, and what a backup that was interrupted left. */
export function pruneBackups(home: string): void {
  const folder = homeFiles(home).backups;
  const backups = listBackups(home);
  for (const kind of ["daily", "manual"])
    for (const old of backups.filter((backup) => backup.kind === kind).slice(kept))
      rmSync(old.folder, { recursive: true, force: true });
  for (const name of namesIn(folder))
    if (name.startsWith(".making-")) rmSync(path.join(folder, name), { recursive: true, force: true });
}

export function manifestFile(folder: string): string {
  return path.join(folder, manifestName);
}

/** In hexadecimal digits; reads the file piece by piece. */
export function sha256Of(file: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(2 ** 20);
  const handle = openSync(file, "r");
  try {
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest("hex");
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
