import { messageOf } from "../../model/errors.ts";
import { type BatchFailures, pause, VectorStoreError } from "../../services/vector-store.ts";
import { baseName, type ListedObject } from "./plan.ts";
import type { SyncWork } from "./sync-work.ts";

/** A wait that a server asks for is kept up to here; a longer one ends the run, to be tried again then. */
const longestWaitMs = 30_000;

export type DownloadedFile = ListedObject & { readonly bytes: Uint8Array };

type Upload = {
  readonly file: DownloadedFile;
  readonly fileId: string | undefined;
  readonly attempts: number;
  readonly error: unknown;
  /** A try may have stored a file of which no answer came. */
  readonly ambiguous: boolean;
};

/**
 * Uploads the files of a batch, attaches them together, waits until they are processed, and only then counts them as in.
 * One bad file is reported and left out; the others go in.
 */
export async function uploadBatch(work: SyncWork, files: readonly DownloadedFile[]) {
  const { memory, report, context, storeId } = work;
  if (files.length === 0) return { files: 0, bytes: 0 };
  await memory.intend(
    files.map(({ key, bytes }) => ({ key, fileName: baseName(key), size: bytes.length, startedAt: Date.now() })),
  );
  const uploads = await Promise.all(files.map((file) => upload(work, file)));
  context.signal.throwIfAborted();
  throwIfNoneWentThrough(uploads);
  const stored = uploads.flatMap(({ file, fileId, attempts }) => (fileId ? [{ file, fileId, attempts }] : []));
  const attachments = stored.map(({ file, fileId }) => ({ fileId, key: file.key }));
  const failures = stored.length === 0 ? new Map<string, string>() : await attach(work, storeId, attachments);

  for (const { file, error, attempts, fileId } of uploads)
    if (!fileId) fail(work, file.key, messageOf(error), attempts);
  for (const { file, fileId, attempts } of stored) {
    const reason = failures.get(fileId);
    if (reason !== undefined) fail(work, file.key, reason, attempts);
  }
  const inside = stored.filter(({ fileId }) => !failures.has(fileId));
  const replaced = inside.flatMap(({ file }) => work.known.get(file.key)?.fileId ?? []);
  await memory.settle({
    synced: inside.map(({ file, fileId }) => ({ key: file.key, etag: file.etag, size: file.size, fileId })),
    garbage: [...replaced, ...failures.keys()],
    // What may have left a file behind stays an intent, so that it is looked for at the end or by the next run.
    settled: uploads.filter((each) => !each.ambiguous).map(({ file }) => file.key),
    now: Date.now(),
  });
  await removeOld(work, [...replaced, ...failures.keys()]);
  const bytes = inside.reduce((sum, { file }) => sum + file.bytes.length, 0);
  report.uploaded(inside.length, bytes);
  return { files: inside.length, bytes };
}

function fail({ report, context }: SyncWork, key: string, error: string, attempts: number): void {
  report.failed({ key, error, attempts });
  context.logger.error(`${key} failed: ${error}`);
}

/** A batch of which nothing could be uploaded, for a reason that is not the files', ends the run. */
function throwIfNoneWentThrough(uploads: readonly Upload[]): void {
  if (uploads.some(({ fileId }) => fileId !== undefined)) return;
  const fatal = uploads.find(({ error }) => isFatal(error));
  if (fatal) throw fatal.error;
  const errors = uploads.map(({ error }) => error);
  if (errors.every((error) => error instanceof VectorStoreError && error.retryable)) throw errors[0];
}

/** Wrong key, no permission, quota spent: no other file will fare better. */
function isFatal(error: unknown): boolean {
  return (
    error instanceof VectorStoreError &&
    !error.retryable &&
    error.status !== 400 &&
    error.status !== 404 &&
    error.status !== 413 &&
    error.status !== 415 &&
    error.status !== 422
  );
}

async function upload({ stores, memory, limits, context }: SyncWork, file: DownloadedFile): Promise<Upload> {
  let ambiguous = false;
  for (let attempts = 1; ; attempts++) {
    try {
      const fileId = await stores.upload(baseName(file.key), file.bytes, context.signal);
      await memory.markUploaded([{ key: file.key, fileId }]);
      return { file, fileId, attempts, error: undefined, ambiguous };
    } catch (error) {
      context.signal.throwIfAborted();
      const known = error instanceof VectorStoreError ? error : undefined;
      ambiguous ||= known?.ambiguous ?? true;
      const waitMs = Math.max(limits.retryDelayMs, known?.retryAfterMs ?? 0);
      if (!known?.retryable || attempts >= limits.uploadTries || waitMs > longestWaitMs)
        return { file, fileId: undefined, attempts, error, ambiguous };
      context.logger.warn(`Upload of ${file.key} failed (${known.message}), try ${attempts + 1} in ${waitMs} ms`);
      await pause(waitMs, context.signal);
    }
  }
}

type Attachments = readonly { readonly fileId: string; readonly key: string }[];

/** Attaches the batch; when it is refused as a whole, each file by itself, so that only the bad one is left out. */
async function attach(work: SyncWork, storeId: string, files: Attachments): Promise<BatchFailures> {
  const { stores, context } = work;
  try {
    return await tried(work, () => stores.attachBatch(storeId, files, context.signal));
  } catch (error) {
    if (!(error instanceof VectorStoreError) || error.retryable || isFatal(error) || files.length === 1) {
      if (error instanceof VectorStoreError && !error.retryable && !isFatal(error))
        return new Map(files.map(({ fileId }) => [fileId, error.message]));
      throw error;
    }
    context.logger.warn(`The batch was refused (${error.message}); adding its files one by one`);
    const failures = new Map<string, string>();
    for (const file of files)
      for (const [fileId, reason] of await attach(work, storeId, [file])) failures.set(fileId, reason);
    return failures;
  }
}

/** Attaching a file twice is attaching it once, so a call whose answer was lost can simply be made again. */
async function tried<T>({ limits, context }: SyncWork, call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      context.signal.throwIfAborted();
      const known = error instanceof VectorStoreError ? error : undefined;
      const waitMs = Math.max(limits.retryDelayMs, known?.retryAfterMs ?? 0);
      if (!known?.retryable || attempt >= limits.uploadTries || waitMs > longestWaitMs) throw error;
      await pause(waitMs, context.signal);
    }
  }
}

async function removeOld({ stores, memory, storeId, context }: SyncWork, fileIds: readonly string[]): Promise<void> {
  for (const fileId of fileIds)
    try {
      await stores.remove(storeId, fileId, context.signal);
      await memory.removedGarbage(fileId);
    } catch (error) {
      context.signal.throwIfAborted();
      context.logger.warn(`The old file ${fileId} could not be removed yet: ${messageOf(error)}`);
    }
}
