import { messageOf } from "../../model/errors.ts";
import { type ListedObject, skipReason } from "./plan.ts";
import type { SyncWork } from "./sync-work.ts";

export type DownloadedFile = ListedObject & { readonly bytes: Uint8Array };

export type DownloadedBatch = { readonly files: readonly DownloadedFile[]; readonly errors: readonly unknown[] };

/**
 * Reads the objects of a batch, all at once. The bucket may have changed since it was listed: what is gone is reported, what
 * has become empty or too large is skipped.
 */
export async function downloadBatch(
  work: SyncWork,
  batch: readonly ListedObject[],
  signal: AbortSignal,
): Promise<DownloadedBatch> {
  const { bucket, limits, report, context } = work;
  const results = await Promise.allSettled(batch.map(({ key }) => bucket.download(key, limits.maxFileBytes, signal)));
  signal.throwIfAborted();
  const files: DownloadedFile[] = [];
  const errors: unknown[] = [];
  for (const [index, object] of batch.entries()) {
    const result = results[index];
    if (result?.status !== "fulfilled") {
      errors.push(result?.reason);
      report.failed({ key: object.key, error: result?.reason });
      context.logger.error(`Download of ${object.key} failed: ${messageOf(result?.reason)}`);
      continue;
    }
    const { value } = result;
    const size = value.kind === "bytes" ? value.bytes.length : value.size;
    const reason = skipReason({ size }, limits);
    if (reason !== undefined) {
      report.skipped(object.key, reason);
      context.logger.warn(`Skipped ${object.key}: ${reason}`);
    } else if (value.kind === "bytes") files.push({ ...object, bytes: value.bytes });
  }
  return { files, errors };
}
