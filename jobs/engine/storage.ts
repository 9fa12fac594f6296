import { statSync } from "node:fs";
import path from "node:path";
import { homeFiles } from "../model/home.ts";
import type { Storage } from "../model/read-models.ts";
import { listBackups } from "../store/backups.ts";
import { keptFiles } from "../store/guarded-open.ts";
import type { Stores } from "../store/stores.ts";

/** What a home takes on the disk, and what of it belongs to which job. */
export function readStorage(home: string, { runs }: Pick<Stores, "runs">): Storage {
  const files = homeFiles(home);
  const databases = [files.database, files.logs, files.content];
  const perTask = new Map<string, number>();
  for (const { task_id, runs: count } of runs.counts()) perTask.set(task_id, (perTask.get(task_id) ?? 0) + count);
  return {
    files: databases.map((file) => ({
      name: path.basename(file),
      bytes: sizeOf(file),
      walBytes: sizeOf(`${file}-wal`),
    })),
    jobs: [...perTask].map(([taskId, count]) => ({ taskId, runs: count })).sort((a, b) => b.runs - a.runs),
    backups: listBackups(home).map(({ name, kind, createdAt, files: copies }) => ({
      ...{ name, kind, createdAt },
      bytes: copies.reduce((sum, copy) => sum + copy.bytes, 0),
    })),
    kept: databases.flatMap(keptFiles),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
