import { messageOf } from "../../model/errors.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { ServiceError } from "../../services/service-error.ts";
import { toTaskError } from "../task-error.ts";

/** What every task about sources comes to. */
export type SourceOutput = {
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly durationMs: number;
  /** At most 100 of each. */
  readonly skippedItems: readonly { readonly subject: string; readonly reason: string }[];
  readonly failedItems: readonly { readonly subject: string; readonly error: string }[];
};

const mostListed = 100;

/** Counts what happened while a task goes on. */
export function createSourceReport({ logger, report }: TaskContext, now: () => number = Date.now) {
  const startedAt = now();
  const skippedItems: { subject: string; reason: string }[] = [];
  const failedItems: { subject: string; error: string }[] = [];
  const errors: unknown[] = [];
  let done = 0;
  let skipped = 0;

  const output = (): SourceOutput => ({
    ...{ done, skipped, failed: errors.length, durationMs: Math.max(0, now() - startedAt) },
    ...{ skippedItems, failedItems },
  });

  return {
    /** What was done so far. */
    count: (): number => done,
    done: (count = 1): void => {
      done += count;
    },
    skipped: (subject: string, reason: string): void => {
      skipped += 1;
      if (skippedItems.length < mostListed) skippedItems.push({ subject, reason });
    },
    failed: (subject: string, error: unknown): void => {
      errors.push(error);
      if (failedItems.length < mostListed) failedItems.push({ subject, error: messageOf(error) });
      logger.error(`${subject}: ${messageOf(error)}`);
    },
    /** There was nothing that the task could do, and that is no failure. */
    nothing: <More extends object>(reason: string, more: More): SourceOutput & More => {
      report({ outcome: "skipped", summary: `Skipped: ${reason}` });
      return { ...output(), ...more };
    },
    /**
     * Logs the summary, and gives what the task came to, with what it adds to that.
     *
     * @throws what stood in the way, when nothing could be done for a reason that a later try may mend
     */
    finish: <More extends object>(summary: string, more: More): SourceOutput & More => {
      const whole = output();
      logger.info(`done=${done} skipped=${skipped} failed=${errors.length} in ${whole.durationMs}ms`);
      if (done === 0 && errors.length > 0 && errors.every(isMendable)) throw toTaskError(errors[0]);
      const failed = errors.length > 0 ? `, ${errors.length} failed` : "";
      report({ summary: summary + failed, ...(errors.length > 0 ? { outcome: "warnings" } : {}) });
      return { ...whole, ...more };
    },
  };
}

export type SourceReport = ReturnType<typeof createSourceReport>;

/** A later try may succeed without anybody's doing: the network, a server. */
function isMendable(error: unknown): boolean {
  return error instanceof ServiceError && error.kind === "unavailable";
}
