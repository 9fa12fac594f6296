import { messageOf } from "../model/errors.ts";
import type { TaskContext } from "../sdk/context.ts";

/** An item, a story or an insight, as a report names it. */
export type Subject = { readonly id: number; readonly title: string };

/** What a task that works through a list comes to. */
export type WorkOutput = {
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly durationMs: number;
  readonly failedItems: readonly (Subject & { readonly error: string })[];
};

/** Counts what becomes of each thing that a task works through; a bad one is named and stops nothing. */
export function createWorkReport(context: TaskContext, now: () => number = Date.now) {
  const startedAt = now();
  const failedItems: (Subject & { error: string })[] = [];
  let done = 0;
  let skipped = 0;
  return {
    done: (count = 1): void => {
      done += count;
    },
    skipped: (count = 1): void => {
      skipped += count;
    },
    failed: ({ id, title }: Subject, error: unknown): void => {
      const message = messageOf(error);
      failedItems.push({ id, title, error: message });
      context.logger.warn(`"${title}" (${id}) could not be done: ${message}`);
    },
    /**
     * Says what the run came to, with a line for lists such as "3 cleaned, 1 failed".
     *
     * @param verb as in "3 cleaned"
     */
    finish: (verb: string): WorkOutput => {
      const durationMs = Math.max(0, now() - startedAt);
      const failed = failedItems.length;
      context.logger.info(`done=${done} skipped=${skipped} failed=${failed} in ${durationMs}ms`);
      const summary = [`${done} ${verb}`, ...(failed > 0 ? [`${failed} failed`] : [])].join(", ");
      context.report({ summary, ...(failed > 0 ? { outcome: "warnings" } : {}) });
      return { done, skipped, failed, durationMs, failedItems };
    },
    /** There was nothing that it could do, which is no failure. */
    finishSkipped: (reason: string): WorkOutput => {
      const durationMs = Math.max(0, now() - startedAt);
      context.logger.info(`done=0 skipped=0 failed=0 in ${durationMs}ms`);
      context.report({ outcome: "skipped", summary: `Skipped: ${reason}` });
      return { done: 0, skipped: 0, failed: 0, durationMs, failedItems: [] };
    },
  };
}
