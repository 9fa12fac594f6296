import { messageOf } from "../model/errors.ts";
import type { HostLog } from "../model/host-log.ts";
import { diskProblem } from "../store/disk-problem.ts";

/** How often it is tried whether the disk takes something again (milliseconds). */
const probeMs = 5_000;

export type DiskHealthOptions = {
  readonly log: HostLog;
  /** Writes something to the disk. Throws when that is not possible. */
  readonly probe: () => void;
  /** The disk has failed, or goes on. */
  readonly onChange: () => void;
  /** It goes on: what waited for it can be done. */
  readonly onMended: () => void;
};

/**
 * Whether the disk takes what is written. A full disk makes everything fail at once and again and again; it is one problem,
 * told once, and tried until it is over.
 */
export function createDiskHealth(options: DiskHealthOptions) {
  let problem: string | null = null;
  let timer: NodeJS.Timeout | undefined;

  const failed = (message: string, error: Error): void => {
    if (problem !== null) return;
    problem = message;
    options.log.error(message, error);
    options.onChange();
    timer = setInterval(probe, probeMs);
    timer.unref();
  };

  const probe = (): void => {
    try {
      options.probe();
    } catch (error) {
      if (diskProblem(error)) return;
      options.log.error(`The disk could not be tried: ${messageOf(error)}`, error);
    }
    clearInterval(timer);
    problem = null;
    options.log.info("The disk takes data again; going on.");
    options.onChange();
    options.onMended();
  };

  return {
    /** What is wrong with the disk, in words for the user; null when nothing is. */
    problem: (): string | null => problem,
    /** A log for the engine's parts: what they complain about because of the disk is told once. */
    log: {
      ...options.log,
      error: (message: string, data?: unknown): void => {
        const found = diskProblem(data);
        if (found) failed(found.message, found);
        else options.log.error(message, data);
      },
    } satisfies HostLog,
    /** Looks at what was thrown at a caller, who is told by it. */
    note: (error: unknown): void => {
      const found = diskProblem(error);
      if (found) failed(found.message, found);
    },
    stop: (): void => clearInterval(timer),
  };
}
