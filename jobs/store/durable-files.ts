import { closeSync, existsSync, fsyncSync, openSync, renameSync } from "node:fs";
import path from "node:path";

/** What SQLite keeps beside a database: the write-ahead log and its index. */
const companions = ["", "-wal", "-shm"] as const;

/** Makes the content of a file durable. */
export function syncFile(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes renames in a folder durable. Windows has no such call: NTFS journals them. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A time as a part of a file name, in UTC: 2026-05-01T12-30-00-123Z. */
export function fileTime(now: number): string {
  return new Date(now).toISOString().replace(/[:.]/g, "-");
}

/**
 * Renames a database and what lies beside it to `NAME.LABEL-DATE`, unchanged and so that SQLite still finds the parts of
 * one another. Gives the new path.
 */
export function setAside(file: string, label: "corrupt" | "before-restore", now: number): string {
  const kept = `${file}.${label}-${fileTime(now)}`;
  for (const companion of companions) if (existsSync(file + companion)) renameSync(file + companion, kept + companion);
  syncFolder(path.dirname(file));
  return kept;
}
