import path from "node:path";
import { homeFiles } from "../model/home.ts";
import type { Database } from "./database.ts";
import { openExpendable, openGuarded } from "./guarded-open.ts";
import { createJobDaysReader } from "./job-days.ts";
import { createLedgerRetention } from "./ledger-retention.ts";
import { createLogRetention } from "./log-retention.ts";
import { createLogStore } from "./logs.ts";
import { createOccurrenceStore } from "./occurrences.ts";
import { createPastRuns } from "./past-runs.ts";
import { createRetentionStore } from "./retention.ts";
import { createRunReader } from "./runs.ts";
import { createScheduleRunReader } from "./schedule-runs.ts";
import { createScheduleStore } from "./schedules.ts";
import { createScriptTimelineReader } from "./script-timeline.ts";
import { createSettingStore } from "./settings.ts";
import { createShrinker } from "./shrink.ts";
import { createSpanStore } from "./spans.ts";
import { createStepStore } from "./steps.ts";
import { createStorageSizes } from "./storage-sizes.ts";
import { createTaskStateStore } from "./task-states.ts";
import { createTimelineReader } from "./timeline.ts";

export type StoresOptions = {
  readonly home: string;
  /** Folder with a folder of migrations for each database. */
  readonly migrations: string;
  readonly binding?: string | undefined;
};

/**
 * Opens the host's two databases: runs must survive a power cut, log lines only a killed process.
 *
 * @throws JobdeckError DATABASE_DAMAGED, DATABASE_NEWER, DATABASE_UNUSABLE
 */
export function createStores({ home, migrations, binding }: StoresOptions) {
  const files = homeFiles(home);
  const notices: string[] = [];
  const at = (file: string, name: string) => ({
    ...{ path: file, migrations: path.join(migrations, name), binding, home, now: Date.now() },
  });
  const database = openGuarded({ ...at(files.database, "jobdeck"), durability: "FULL" });
  const logDatabase = openLogs();
  return {
    home,
    database,
    logDatabase,
    /** What happened to the databases while they were opened that the user should know. */
    notices: notices as readonly string[],
    runs: createRunReader(database),
    schedules: createScheduleStore(database),
    scheduleRuns: createScheduleRunReader(database),
    occurrences: createOccurrenceStore(database),
    settings: createSettingStore(database),
    taskStates: createTaskStateStore(database),
    steps: createStepStore(database),
    timeline: createTimelineReader(database),
    scriptTimeline: createScriptTimelineReader(database),
    jobDays: createJobDaysReader(database),
    pastRuns: createPastRuns(database),
    logs: createLogStore(logDatabase),
    spans: createSpanStore(logDatabase),
    retention: createRetentionStore(database),
    ledgerRetention: createLedgerRetention(database),
    logRetention: createLogRetention(logDatabase),
    storageSizes: createStorageSizes(database, logDatabase),
    shrinkers: [createShrinker(database), createShrinker(logDatabase)] as const,
    close: (): void => {
      database.close();
      logDatabase.close();
    },
  };

  /** Lines are worth no stop of the jobs. */
  function openLogs(): Database {
    try {
      const opened = openExpendable({ ...at(files.logs, "logs"), durability: "NORMAL" }, (told) => notices.push(told));
      beginAfterLogs(database, opened);
      return opened;
    } catch (error) {
      database.close();
      throw error;
    }
  }
}

/**
 * A restored database may be older than the logs. Its next runs get numbers that no log has, so that nobody is shown the
 * lines of another run.
 */
function beginAfterLogs(database: Database, logDatabase: Database): void {
  const last = Number(logDatabase.prepare("SELECT max(run_seq) FROM log_size").pluck().get() ?? 0);
  const next = Number(database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'run'").pluck().get() ?? 0);
  if (last <= next) return;
  const changed = database.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'run'").run(last).changes;
  if (changed === 0) database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('run', ?)").run(last);
}

export type Stores = ReturnType<typeof createStores>;
