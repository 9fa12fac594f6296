import path from "node:path";
import { systemClock } from "../model/clock.ts";
import { findBackup, type Restored, restoreBackup } from "../store/restore.ts";

export type GoBackOptions = {
  readonly home: string;
  /** Name of a backup in the home, a folder, or "newest". */
  readonly backup: string;
  readonly version: string;
  /** Folder with `migrations/`. */
  readonly resourcesPath: string;
  readonly sqliteBinding: string | undefined;
};

/**
 * Puts a backup in place where no host could start.
 *
 * @throws JobdeckError NOT_FOUND, HOST_BUSY, DATABASE_*; nothing was changed then
 */
export function goBack({ home, backup, version, resourcesPath, sqliteBinding }: GoBackOptions): Restored {
  return restoreBackup(findBackup(home, backup), {
    ...{ home, version, now: systemClock.now(), binding: sqliteBinding },
    migrations: path.join(resourcesPath, "migrations"),
  });
}
