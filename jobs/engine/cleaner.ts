import type { Clock } from "../model/clock.ts";
import type { HostLog } from "../model/host-log.ts";
import type { CleanUpReport } from "../model/read-models/storage.ts";
import type { RetentionPolicy } from "../model/retention.ts";
import type { Stores } from "../store/stores.ts";
import { cleanUp } from "./clean-up.ts";
import { dayOf } from "./job-days.ts";
import { createSlices } from "./slices.ts";
import { databaseBytes } from "./storage.ts";
import { pauseOr } from "./upkeep.ts";

export type CleanerOptions = {
  readonly stores: Stores;
  readonly policyOf: (taskId: string) => RetentionPolicy;
  readonly hostZone: string;
  readonly clock: Clock;
  readonly log: HostLog;
};

/** The clean-up of this host. It ends early when the signal is raised, and what it did stays done. */
export function createCleaner({ stores, policyOf, hostZone, clock, log }: CleanerOptions) {
  return async (signal: AbortSignal): Promise<CleanUpReport> => {
    const slices = createSlices({ monotonic: () => performance.now(), pause: pauseOr(signal), signal });
    const report = await cleanUp({
      retention: stores.retention,
      ledger: stores.ledgerRetention,
      logs: stores.logRetention,
      shrinkers: stores.shrinkers,
      bytesOnDisk: () => databaseBytes(stores.home),
      pastRuns: stores.pastRuns,
      dayOf: (at) => dayOf(at, hostZone),
      policyOf,
      slices,
      now: clock.now(),
    });
    if (report.runs + report.ledgerRows + report.logLines > 0) log.info("Cleaned up", report);
    return report;
  };
}
