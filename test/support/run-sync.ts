import path from "node:path";
import { migrateContent } from "../../jobs/content/migrate-content.ts";
import type { SyncOutput } from "../../jobs/tasks/sync/sync-report.ts";
import { syncS3 } from "../../jobs/tasks/sync/sync-s3.ts";
import { migrationsPath } from "./paths.ts";
import { runTask, type TaskRun } from "./run-task.ts";

export type SyncRun = TaskRun<SyncOutput>;

type RunSyncOptions = {
  /** Folder that holds `content.db`: what one sync remembers for the next. */
  readonly home: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly payload?: Record<string, unknown>;
  readonly signal?: AbortSignal;
};

/** Runs the sync task itself, as a thread would, and gives back what it came to. */
export async function runSync({ home, ...options }: RunSyncOptions): Promise<SyncRun> {
  migrateContent({ home, migrations: migrationsPath, binding: undefined });
  return runTask(syncS3, { ...options, contentPath: path.join(home, "content.db") });
}
