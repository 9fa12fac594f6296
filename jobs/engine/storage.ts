import { statSync } from "node:fs";
import path from "node:path";
import { homeFiles } from "../model/home.ts";
import type { Storage } from "../model/read-models/storage.ts";
import { listBackups } from "../store/backups.ts";
import { keptFiles } from "../store/guarded-open.ts";
import { forecastStorage, type JobStorageOptions } from "./storage-forecast.ts";

export type StorageOptions = JobStorageOptions & {
  readonly home: string;
  /** When the daily clean-up is done the next time. */
  readonly nextCleanUpAt: () => number;
};

/** What a home takes on the disk, what of it belongs to which job, and what of that goes at the next clean-up. */
export async function readStorage(options: StorageOptions): Promise<Storage> {
  const { home } = options;
  const databases = databasesOf(home);
  const cleanUpAt = options.nextCleanUpAt();
  return {
    files: databases.map((file) => ({
      name: path.basename(file),
      bytes: sizeOf(file),
      walBytes: sizeOf(`${file}-wal`),
    })),
    jobs: [...(await forecastStorage(options, cleanUpAt))],
    cleanUpAt,
    backups: listBackups(home).map(({ name, kind, createdAt, files: copies }) => ({
      ...{ name, kind, createdAt },
      bytes: copies.reduce((sum, copy) => sum + copy.bytes, 0),
    })),
    kept: databases.flatMap(keptFiles),
  };
}

/** Bytes of the home's databases on the disk, with what is not yet merged into them. */
export function databaseBytes(home: string): number {
  return databasesOf(home).reduce((sum, file) => sum + sizeOf(file) + sizeOf(`${file}-wal`), 0);
}

function databasesOf(home: string): readonly string[] {
  const files = homeFiles(home);
  return [files.database, files.logs, files.content];
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
