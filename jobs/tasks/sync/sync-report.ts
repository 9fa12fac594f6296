import { messageOf } from "../../model/errors.ts";
import { ServiceError } from "../../services/service-error.ts";
import type { SyncPlan } from "./plan.ts";

export type SyncOutput = {
  readonly listed: number;
  readonly markdown: number;
  readonly unchanged: number;
  readonly uploaded: number;
  readonly skipped: number;
  readonly failed: number;
  readonly deleted: number;
  /** Bytes uploaded. */
  readonly bytes: number;
  readonly durationMs: number;
  readonly skippedFiles: readonly { readonly key: string; readonly reason: string }[];
  readonly failedFiles: readonly FailedFile[];
  /** Only of a dry run: what it would have done. */
  readonly dryRun?: { readonly wouldUpload: number; readonly wouldDelete: number };
};

export type FailedFile = { readonly key: string; readonly error: string; readonly attempts: number };

/** A file that could not be synced; `attempts` defaults to what the error counted. */
export type Failure = { readonly key: string; readonly error: unknown; readonly attempts?: number };

/** Counts what happened while the sync goes on. */
export function createSyncReport(plan: SyncPlan, startedAt: number) {
  const failedFiles: FailedFile[] = plan.impossible.map((file) => ({ ...file, attempts: 0 }));
  const skippedFiles = [...plan.skipped];
  const errors: unknown[] = [];
  let uploaded = 0;
  let deleted = 0;
  let bytes = 0;
  return {
    uploaded: (size: number): void => {
      uploaded += 1;
      bytes += size;
    },
    skipped: (key: string, reason: string): void => void skippedFiles.push({ key, reason }),
    failed: ({ key, error, attempts = attemptsOf(error) }: Failure): void => {
      errors.push(error);
      failedFiles.push({ key, error: messageOf(error), attempts });
    },
    deleted: (): void => {
      deleted += 1;
    },
    /** What was done so far, and what the failures were. */
    soFar: () => ({ uploaded, errors }),
    output: (now: number): SyncOutput => ({
      listed: plan.listed,
      markdown: plan.markdown,
      unchanged: plan.unchanged,
      uploaded,
      skipped: skippedFiles.length,
      failed: failedFiles.length,
      deleted,
      bytes,
      durationMs: Math.max(0, now - startedAt),
      skippedFiles,
      failedFiles,
    }),
  };
}

export type SyncReport = ReturnType<typeof createSyncReport>;

function attemptsOf(error: unknown): number {
  return error instanceof ServiceError ? error.attempts : 1;
}

/** One line for lists: "38 uploaded, 3 skipped". */
export function summaryOf(output: SyncOutput): string {
  if (output.dryRun)
    return `Dry run: would upload ${output.dryRun.wouldUpload} and delete ${output.dryRun.wouldDelete}`;
  const parts = [`${output.uploaded} uploaded`];
  if (output.unchanged > 0) parts.push(`${output.unchanged} unchanged`);
  if (output.skipped > 0) parts.push(`${output.skipped} skipped`);
  if (output.failed > 0) parts.push(`${output.failed} failed`);
  if (output.deleted > 0) parts.push(`${output.deleted} deleted`);
  return parts.join(", ");
}
