import type { Clock } from "../model/clock.ts";
import type { HostLog } from "../model/host-log.ts";
import { type Backup, type BackupManifest, listBackups } from "../store/backups.ts";
import { makeBackup } from "../store/make-backup.ts";
import { sealCopy } from "../store/seal.ts";
import { sealInThread } from "../store/seal-in-thread.ts";
import type { Stores } from "../store/stores.ts";

/** Less than a day, so that the daily backup does not move on by the time that it takes. */
const dailyAfterMs = 23 * 3_600_000;

export type BackupsOptions = {
  readonly home: string;
  readonly version: string;
  readonly stores: Stores;
  readonly migrations: string;
  readonly binding: string | undefined;
  /** Entry file of the thread that checks copies; without it they are checked here, and everything waits. */
  readonly sealThreadPath: string | undefined;
  readonly clock: Clock;
  readonly log: HostLog;
};

/** The backups of this host: one a day, and one whenever the user asks. */
export function createBackups({ home, version, stores, migrations, binding, clock, log, ...options }: BackupsOptions) {
  const seal = options.sealThreadPath
    ? sealInThread(options.sealThreadPath)
    : async (copy: Parameters<typeof sealCopy>[0]) => sealCopy(copy);

  const make = async (kind: BackupManifest["kind"], withLogs: boolean, signal: AbortSignal): Promise<Backup> => {
    const logDatabase = withLogs ? stores.logDatabase : null;
    const from = { home, version, migrations, binding, database: stores.database, logDatabase };
    const backup = await makeBackup({ ...from, kind, now: clock.now(), seal, signal });
    log.info(`Backup made: ${backup.folder}`);
    return backup;
  };

  return {
    manual: (withLogs: boolean) => (signal: AbortSignal) => make("manual", withLogs, signal),
    /** Does nothing while the last one is younger than a day. */
    daily: async (signal: AbortSignal): Promise<void> => {
      const last = listBackups(home).find(({ kind }) => kind === "daily");
      if (last && Math.abs(clock.now() - last.createdAt) < dailyAfterMs) return;
      await make("daily", false, signal);
    },
  };
}
