import type { GarbageFile } from "../../content/sync-garbage.ts";
import { messageOf } from "../../model/errors.ts";
import { ServiceError } from "../../services/service-error.ts";
import { batches, type KnownObject } from "./plan.ts";
import { ask, type SyncWork } from "./sync-work.ts";

/** Removes the files that are known to be garbage. */
export async function removeGarbage(work: SyncWork): Promise<void> {
  for (const files of batches(await work.memory.garbage.all(), work.limits.batchSize))
    if (!(await removeFiles(work, files))) return;
}

/**
 * Removes files that are marked as garbage. What cannot be removed now stays marked and is tried by the next sync: an old
 * version that stays a day longer is no reason to fail.
 *
 * @returns whether all of them are gone
 */
export async function removeFiles(work: SyncWork, files: readonly GarbageFile[]): Promise<boolean> {
  const { memory, context } = work;
  const results = await Promise.all(files.map((file) => removeFile(work, file)));
  await memory.garbage.removed(files.flatMap(({ fileId }, index) => (results[index] === undefined ? [fileId] : [])));
  context.signal.throwIfAborted();
  const errors = results.filter((error) => error !== undefined);
  if (errors.length > 0)
    context.logger.warn(`${errors.length} old files could not be removed yet: ${messageOf(errors[0])}`);
  return errors.length === 0;
}

/** Removes what left the bucket, and only what this sync put there: it goes by its own table, not by the store's list. */
export async function mirrorDeletes(work: SyncWork, gone: readonly KnownObject[]): Promise<void> {
  const { memory, report, storeId, limits, context } = work;
  for (const objects of batches(gone, limits.batchSize)) {
    context.signal.throwIfAborted();
    const results = await Promise.all(objects.map(({ fileId }) => removeFile(work, { fileId, storeId })));
    for (const [index, { key }] of objects.entries()) {
      const error = results[index];
      if (error) report.failed({ key, error });
      else {
        await memory.objects.forget(storeId, key);
        report.deleted();
        context.logger.info(`Removed ${key}: it is no longer in the bucket`);
      }
    }
    context.signal.throwIfAborted();
  }
}

/** What it failed with; undefined when the file is gone. */
async function removeFile(work: SyncWork, { fileId, storeId }: GarbageFile): Promise<Error | undefined> {
  try {
    await ask(work, (signal) => work.stores.remove(storeId, fileId, signal));
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError || work.context.signal.aborted) return error as Error;
    throw error;
  }
}
