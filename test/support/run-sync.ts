import path from "node:path";
import { migrateContent } from "../../jobs/content/content-database.ts";
import type { RunReport, TaskContext } from "../../jobs/sdk/context.ts";
import { createStep } from "../../jobs/sdk/step.ts";
import { createTaskClient } from "../../jobs/sdk/task-client.ts";
import type { SyncOutput } from "../../jobs/tasks/sync/sync-report.ts";
import { syncS3 } from "../../jobs/tasks/sync/sync-s3.ts";
import { migrationsPath } from "./paths.ts";

export type SyncRun = { readonly output: SyncOutput; readonly report: RunReport; readonly log: readonly string[] };

/** The sync asks nothing of its host. */
const unasked = () => Promise.reject(new Error("There is no host here"));

type RunSyncOptions = {
  /** Folder that holds `content.db`: what one sync remembers for the next. */
  readonly home: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly payload?: Record<string, unknown>;
  readonly signal?: AbortSignal;
};

/** Runs the sync task itself, as a thread would, and gives back what it came to. */
export async function runSync(options: RunSyncOptions): Promise<SyncRun> {
  const contentPath = path.join(options.home, "content.db");
  migrateContent({ home: options.home, migrations: migrationsPath, binding: undefined });
  const log: string[] = [];
  let report: RunReport = {};
  const write = (message: string) => void log.push(message);
  const context: TaskContext = {
    logger: { debug: write, info: write, warn: write, error: write },
    run: { id: "r", taskId: "sync-s3", attempt: 1, maxAttempts: 4, trigger: "user", scheduledAt: null },
    progress: () => undefined,
    signal: options.signal ?? new AbortController().signal,
    secrets: options.settings,
    settings: options.settings,
    contentPath,
    report: (next) => {
      report = { ...report, ...next };
    },
    tasks: createTaskClient(unasked),
    step: createStep({}, unasked),
    span: async (_name, work) => work(),
    guardProcess: () => () => undefined,
  };
  const output = (await syncS3.run(syncS3.schema.parse(options.payload ?? {}), context)) as SyncOutput;
  return { output, report, log };
}
