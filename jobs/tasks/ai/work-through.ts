import { messageOf } from "../../model/errors.ts";
import { BudgetError } from "../../services/ai/meter.ts";
import type { AiParts } from "./ai-parts.ts";
import { type AiOutput, createAiReport, finishAi, isOwnFailure, type Subject } from "./ai-report.ts";

type Job<S extends Subject> = {
  readonly parts: AiParts;
  readonly subjects: readonly S[];
  /** As in "3 analysed". */
  readonly verb: string;
  /** Does one; gives why there was nothing to do, or nothing. Throws what it could not do. */
  readonly work: (subject: S) => Promise<string | undefined>;
  /** Keeps that one could not be done. `counts`: for a reason of its own, so that it is not tried for ever. */
  readonly failed: (subject: S, error: string, counts: boolean) => Promise<void>;
};

/**
 * Works through a list, past whatever fails of it, until nothing is left or there is no sense in going on: no budget, a refused
 * key, an outage. What was not done stays to be done.
 */
export async function workThrough<S extends Subject>(job: Job<S>): Promise<AiOutput> {
  const { parts, subjects, verb } = job;
  const { ai, context } = parts;
  const report = createAiReport(Date.now());
  for (const [index, subject] of subjects.entries()) {
    context.signal.throwIfAborted();
    context.progress(index, subjects.length, subject.title);
    try {
      const skipped = await job.work(subject);
      if (skipped === undefined) report.done();
      else report.skipped(subject, skipped);
    } catch (error) {
      context.signal.throwIfAborted();
      if (error instanceof BudgetError) report.outOfBudget(subjects.slice(index), error);
      else {
        context.logger.error(`"${subject.title}": ${messageOf(error)}`);
        await job.failed(subject, messageOf(error), isOwnFailure(error));
        report.failed(subject, error);
      }
    }
    if (report.stopped() !== undefined) break;
  }
  context.progress(subjects.length, subjects.length);
  return finishAi({ report, from: ai, context, verb });
}
