import { messageOf } from "../../model/errors.ts";
import { S3RefusedError } from "../../services/s3.ts";
import { batches, type ListedObject } from "./plan.ts";
import type { SyncWork } from "./sync-work.ts";
import { type DownloadedFile, uploadBatch } from "./upload-batch.ts";

type Download = { readonly files: readonly DownloadedFile[]; readonly errors: readonly DownloadError[] };
type DownloadError = { readonly key: string; readonly error: unknown };

/** Brings the objects over, batch by batch. While one batch is uploaded the next is downloaded, and no more. */
export async function transfer(work: SyncWork, objects: readonly ListedObject[]): Promise<void> {
  const { context, limits } = work;
  const all = batches(objects, limits.batchSize);
  let next = all[0] && download(work, all[0]);
  let done = 0;
  context.progress(0, objects.length, "files");
  for (const [index, batch] of all.entries()) {
    const current = await next;
    const following = all[index + 1];
    next = following && download(work, following);
    // It is awaited in the next round; a failure of this round must not leave it unheard.
    next?.catch(() => undefined);
    if (current) await takeBatch(work, current, `Batch ${index + 1} of ${all.length}`);
    done += batch.length;
    context.progress(done, objects.length, "files");
  }
}

async function takeBatch(work: SyncWork, { files, errors }: Download, name: string): Promise<void> {
  for (const { key, error } of errors) reportDownloadError(work, key, error);
  // Not one file could be read, and not because of the files: a retry later goes on from here.
  const [first] = errors;
  if (files.length === 0 && first && errors.every(({ error }) => !(error instanceof S3RefusedError))) throw first.error;
  const uploaded = await uploadBatch(work, files);
  work.context.logger.info(`${name}: ${uploaded.files} files uploaded (${formatBytes(uploaded.bytes)})`);
}

function reportDownloadError({ report, context }: SyncWork, key: string, error: unknown): void {
  report.failed({ key, error: messageOf(error), attempts: 1 });
  context.logger.error(`Download of ${key} failed: ${messageOf(error)}`);
}

async function download({ bucket, context }: SyncWork, batch: readonly ListedObject[]): Promise<Download> {
  const results = await Promise.allSettled(batch.map((object) => bucket.download(object.key, context.signal)));
  context.signal.throwIfAborted();
  const files: DownloadedFile[] = [];
  const errors: DownloadError[] = [];
  for (const [index, object] of batch.entries()) {
    const result = results[index];
    if (result?.status === "fulfilled") files.push({ ...object, bytes: result.value });
    else errors.push({ key: object.key, error: result?.reason });
  }
  return { files, errors };
}

function formatBytes(bytes: number): string {
  return bytes < 1_048_576 ? `${(bytes / 1_024).toFixed(1)} KiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
