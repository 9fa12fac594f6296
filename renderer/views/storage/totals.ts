import type { Storage } from "../../../jobs/model/read-models.ts";

/** Databases with what is not yet merged into them, and backups. */
export function totalBytes({ files, backups }: Pick<Storage, "files" | "backups">): number {
  const databases = files.reduce((sum, file) => sum + file.bytes + file.walBytes, 0);
  return backups.reduce((sum, backup) => sum + backup.bytes, databases);
}
