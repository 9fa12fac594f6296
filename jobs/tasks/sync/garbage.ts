import { messageOf } from "../../model/errors.ts";
import type { KnownObject } from "./plan.ts";
import type { SyncWork } from "./sync-work.ts";

/**
 * Removes the files that were replaced or whose objects are gone. What cannot be removed now is remembered and tried by
 * the next sync: an old version that stays a day longer is no reason to fail.
 */
export async function removeGarbage({ stores, storeId, memory, context }: SyncWork): Promise<void> {
  for (const fileId of await memory.garbage()) {
    context.signal.throwIfAborted();
    try {
      await stores.remove(storeId, fileId, context.signal);
      await memory.removedGarbage(fileId);
    } catch (error) {
      context.signal.throwIfAborted();
      context.logger.warn(`The old file ${fileId} could not be removed yet: ${messageOf(error)}`);
    }
  }
}

/** Removes what left the bucket, and only what this sync put there: it goes by its own table, not by the store's list. */
export async function mirrorDeletes(work: SyncWork, gone: readonly KnownObject[]): Promise<void> {
  for (const object of gone) {
    await work.memory.forget(object);
    work.report.deleted();
    work.context.logger.info(`Removed ${object.key}: it is no longer in the bucket`);
  }
  if (gone.length > 0) await removeGarbage(work);
}
