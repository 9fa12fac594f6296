import { messageOf } from "../../model/errors.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { BudgetError } from "../../services/ai/meter.ts";
import { ServiceError } from "../../services/service-error.ts";

/** An item, story or insight, as a report names it. */
export type Subject = { readonly id: number; readonly title: string };

/** What every AI task comes to. */
export type AiOutput = {
  /** What answered, so that nobody takes a quote for a thought. */
  readonly provider: string;
  readonly model: string;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly durationMs: number;
  readonly skippedItems: readonly (Subject & { readonly reason: string })[];
  readonly failedItems: readonly (Subject & { readonly error: string })[];
};

/** So many calls in a row that the service did not answer are an outage. */
const outageAfter = 2;

/** Counts what happened while a task goes on, and says when there is no sense in going on. */
export function createAiReport(startedAt: number) {
  const skippedItems: (Subject & { reason: string })[] = [];
  const failedItems: (Subject & { error: string })[] = [];
  const errors: unknown[] = [];
  let done = 0;
  let inARow = 0;
  let stop: unknown;

  return {
    done: (): void => {
      done += 1;
      inARow = 0;
    },
    skipped: ({ id, title }: Subject, reason: string): void => void skippedItems.push({ id, title, reason }),
    failed: ({ id, title }: Subject, error: unknown): void => {
      errors.push(error);
      failedItems.push({ id, title, error: messageOf(error) });
      if (!(error instanceof ServiceError) || error.kind === "item") inARow = 0;
      else if (error.kind === "refused") stop = error;
      else if (++inARow >= outageAfter) stop = error;
    },
    /** A budget stands in the way: this and all that follows is left for later. */
    outOfBudget: (subjects: readonly Subject[], error: BudgetError): void => {
      stop = error;
      for (const { id, title } of subjects) skippedItems.push({ id, title, reason: error.message });
    },
    /** Why there is no sense in going on; undefined as long as there is. */
    stopped: (): unknown => stop,
    output: (from: { readonly provider: string; readonly model: string }, now: number): AiOutput => ({
      ...{ provider: from.provider, model: from.model },
      ...{ done, skipped: skippedItems.length, failed: failedItems.length },
      ...{ durationMs: Math.max(0, now - startedAt), skippedItems, failedItems },
    }),
    /** What the whole run ends with: nothing was done, for a reason that a later try or the user can mend. */
    fatal: (): unknown => {
      if (done > 0 || errors.length === 0) return undefined;
      const beyondItems = errors.filter((error) => !(error instanceof ServiceError) || error.kind !== "item");
      return beyondItems.length === errors.length ? beyondItems[0] : undefined;
    },
  };
}

export type AiReport = ReturnType<typeof createAiReport>;

/** Whether a failure is the item's own, and counts as a try of it. */
export function isOwnFailure(error: unknown): boolean {
  return !(error instanceof ServiceError) || error.kind === "item";
}

type Finish = {
  readonly report: AiReport;
  readonly from: { readonly provider: string; readonly model: string; readonly label: string };
  readonly context: TaskContext;
  /** What was done, as in "3 analysed". */
  readonly verb: string;
};

/**
 * Says what the run came to.
 *
 * @throws what stood in the way, when it got nothing done and a retry, or the user, can mend that
 */
export function finishAi({ report, from, context, verb }: Finish): AiOutput {
  const output = report.output(from, Date.now());
  const { done, skipped, failed, durationMs } = output;
  context.logger.info(`done=${done} skipped=${skipped} failed=${failed} in ${durationMs}ms`);
  const fatal = report.fatal();
  if (fatal !== undefined) throw fatal;
  const stop = report.stopped();
  if (stop instanceof BudgetError && done === 0) {
    context.report({ outcome: "skipped", summary: `Skipped: ${stop.message}` });
    return output;
  }
  const parts = [`${done} ${verb}`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (stop instanceof BudgetError) parts.push(`${skipped} left, ${stop.message}`);
  else if (skipped > 0) parts.push(`${skipped} skipped`);
  const label = done > 0 ? ` (${from.label})` : "";
  context.report({ summary: `${parts.join(", ")}${label}`, ...(failed > 0 ? { outcome: "warnings" } : {}) });
  return output;
}
