import type { TaskContext } from "../../sdk/context.ts";
import type { SyncPlan } from "./plan.ts";
import { createSyncReport, type SyncOutput, type SyncReport, summaryOf } from "./sync-report.ts";
import { verdict } from "./verdict.ts";

export function logPlan(plan: SyncPlan, { logger }: TaskContext): void {
  const { listed, markdown, uploads, skipped, impossible } = plan;
  logger.info(`${listed} objects, ${markdown} Markdown, ${uploads.length} new or changed since the last sync`);
  for (const { key, reason } of skipped) logger.warn(`Skipped ${key}: ${reason}`);
  for (const { key, error } of impossible) logger.error(`Cannot take ${key}: ${error}`);
}

/**
 * What the sync came to.
 *
 * @throws what stood in the way, when it got nothing done and a retry, or the user, can mend that
 */
export function finish(report: SyncReport, context: TaskContext): SyncOutput {
  const { uploaded, errors } = report.soFar();
  const output = logged(report.output(Date.now()), context);
  const fatal = verdict(uploaded, errors);
  if (fatal !== undefined) throw fatal;
  context.report({ summary: summaryOf(output), ...(output.failed > 0 ? { outcome: "warnings" } : {}) });
  return output;
}

type DryRun = {
  readonly plan: SyncPlan;
  readonly report: SyncReport;
  readonly gone: number;
  readonly context: TaskContext;
};

export function finishDryRun({ plan, report, gone, context }: DryRun): SyncOutput {
  const dryRun = { wouldUpload: plan.uploads.length, wouldDelete: gone };
  const output = logged({ ...report.output(Date.now()), dryRun }, context);
  context.report({ summary: summaryOf(output), ...(output.failed > 0 ? { outcome: "warnings" } : {}) });
  return output;
}

/** The engine does not begin a run whose settings are missing; whoever calls the task otherwise gets the same answer. */
export function finishSkipped(missing: readonly string[], context: TaskContext): SyncOutput {
  const nothing = { listed: 0, markdown: 0, unchanged: 0, uploads: [], skipped: [], impossible: [], gone: [] };
  context.report({ outcome: "skipped", summary: `Not set: ${missing.join(", ")}` });
  return logged(createSyncReport(nothing, Date.now()).output(Date.now()), context);
}

function logged(output: SyncOutput, { logger }: TaskContext): SyncOutput {
  const { uploaded, skipped, failed, durationMs } = output;
  logger.info(`done=${uploaded} skipped=${skipped} failed=${failed} in ${durationMs}ms`);
  return output;
}
