import path from "node:path";
import { homeFiles } from "../model/home.ts";
import { openDatabase } from "./database.ts";
import { createLedgerRetention } from "./ledger-retention.ts";
import { createLogRetention } from "./log-retention.ts";
import { createLogStore } from "./logs.ts";
import { createOccurrenceStore } from "./occurrences.ts";
import { createRetentionStore } from "./retention.ts";
import { createRunReader } from "./runs.ts";
import { createScheduleStore } from "./schedules.ts";
import { createSettingStore } from "./settings.ts";
import { createShrinker } from "./shrink.ts";
import { createTaskStateStore } from "./task-states.ts";

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
  const open = (file: string, name: string, durability: "FULL" | "NORMAL") =>
    openDatabase({ path: file, migrations: path.join(migrations, name), durability, binding });
  const database = open(files.database, "jobdeck", "FULL");
  const logDatabase = open(files.logs, "logs", "NORMAL");
  return {
    database,
    runs: createRunReader(database),
    schedules: createScheduleStore(database),
    occurrences: createOccurrenceStore(database),
    settings: createSettingStore(database),
    taskStates: createTaskStateStore(database),
    logs: createLogStore(logDatabase),
    retention: createRetentionStore(database),
    ledgerRetention: createLedgerRetention(database),
    logRetention: createLogRetention(logDatabase),
    shrinkers: [createShrinker(database), createShrinker(logDatabase)] as const,
    close: (): void => {
      database.close();
      logDatabase.close();
    },
  };
}

export type Stores = ReturnType<typeof createStores>;
