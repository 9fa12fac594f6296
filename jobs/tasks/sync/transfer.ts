import { ServiceError } from "../../services/service-error.ts";
import { type DownloadedBatch, downloadBatch } from "./download-batch.ts";
import { batches, type ListedObject } from "./plan.ts";
import { settleBatch } from "./settle-batch.ts";
import type { SyncWork } from "./sync-work.ts";
import { reportUploadErrors, type Upload, uploadBatch } from "./upload-batch.ts";
import { createOutage } from "./verdict.ts";

/**
 * Brings the objects over, batch by batch. While one batch is uploaded, the next is downloaded, and the one before, whose
 * bytes are no longer held, is processed by the vector store. Ends early in an outage.
 */
export async function transfer(work: SyncWork, objects: readonly ListedObject[]): Promise<void> {
  const { context, limits, tries } = work;
  const all = batches(objects, limits.batchSize);
  const outage = createOutage(tries.longestWaitMs);
  const settle = createSettler(work, { total: objects.length, batches: all.length });
  const halt = new AbortController();
  const signal = AbortSignal.any([context.signal, halt.signal]);
  let downloading = download(work, all, 0, signal);
  let settling: Promise<void> = Promise.resolve();
  try {
    for (const [index, batch] of all.entries()) {
      const { files, errors } = await downloading;
      downloading = download(work, all, index + 1, signal);
      const part = partOf(all, index);
      const uploads = await context.span(`${part}: upload ${files.length}`, () => uploadBatch(work, files));
      const failed = [...errors, ...reportUploadErrors(work, uploads)];
      await settling;
      settling = heard(
        settle(uploads, { objects: batch.length, part }).then((more) =>
          outage.note(more.files, [...failed, ...more.errors]),
        ),
      );
      // What went wrong is known before the next batch begins.
      if (failed.length > 0) await settling;
      const reason = outage.reason();
      if (reason) return reportNotTried(work, all.slice(index + 1).flat(), reason);
    }
    await settling;
  } finally {
    halt.abort();
    await Promise.allSettled([downloading, settling]);
  }
}

type Batches = readonly (readonly ListedObject[])[];

function partOf(all: Batches, index: number): string {
  return `Batch ${index + 1} of ${all.length}`;
}

function download(work: SyncWork, all: Batches, index: number, signal: AbortSignal) {
  const nothing: DownloadedBatch = { files: [], errors: [] };
  const batch = all[index];
  if (!batch) return heard(Promise.resolve(nothing));
  const name = `${partOf(all, index)}: download ${batch.length}`;
  return heard(work.context.span(name, () => downloadBatch(work, batch, signal)));
}

/** Settles batches and tells how far the sync has come. */
function createSettler(work: SyncWork, { total, batches }: { readonly total: number; readonly batches: number }) {
  const { logger, progress, span } = work.context;
  let done = 0;
  let number = 0;
  progress(0, total, "files");
  return async (uploads: readonly Upload[], { objects, part }: { readonly objects: number; readonly part: string }) => {
    const settled = await span(`${part}: vector store`, () => settleBatch(work, uploads));
    done += objects;
    number += 1;
    progress(done, total, "files");
    logger.info(`Batch ${number} of ${batches}: ${settled.files} files uploaded (${formatBytes(settled.bytes)})`);
    return settled;
  };
}

function reportNotTried({ report, context }: SyncWork, objects: readonly ListedObject[], reason: ServiceError): void {
  if (objects.length === 0) return;
  context.logger.error(`Gave up with ${objects.length} files to go: ${reason.message}`);
  const error = new ServiceError(`not tried, since the files before it failed: ${reason.message}`, reason, reason);
  for (const { key } of objects) report.failed({ key, error, attempts: 0 });
}

/** It is awaited later; a failure meanwhile must not count as one that nobody hears of. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function formatBytes(bytes: number): string {
  return bytes < 1_048_576 ? `${(bytes / 1_024).toFixed(1)} KiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
