import { messageOf } from "../../model/errors.ts";
import { removeFiles } from "./garbage.ts";
import type { SyncWork } from "./sync-work.ts";
import { type TakeInFailures, takeIn } from "./take-in.ts";
import type { Upload } from "./upload-batch.ts";

export type SettledFiles = { readonly files: number; readonly bytes: number; readonly errors: readonly unknown[] };

type StoredUpload = Upload & { readonly fileId: string };

/**
 * Takes the uploaded files of a batch in, records what is in now, and only then removes what they replaced.
 * A file that is not taken in is reported and removed again.
 */
export async function settleBatch(work: SyncWork, uploads: readonly Upload[]): Promise<SettledFiles> {
  const { memory, storeId, known } = work;
  const stored = uploads.filter((upload): upload is StoredUpload => upload.fileId !== undefined);
  const attachments = stored.map(({ fileId, object }) => ({ fileId, key: object.key }));
  const failures: TakeInFailures = stored.length === 0 ? new Map() : await takeIn(work, attachments);
  const inside = stored.filter(({ fileId }) => !failures.has(fileId));
  const replaced = inside.flatMap(({ object }) => known.get(object.key)?.fileId ?? []);
  const garbage = [...replaced, ...failures.keys()];
  await memory.settle({
    storeId,
    synced: inside.map(({ object, fileId }) => ({ ...object, fileId })),
    garbage,
    ended: uploads.filter(({ ambiguous }) => !ambiguous).map(({ intentId }) => intentId),
    unanswered: uploads.filter(({ ambiguous }) => ambiguous).map(({ intentId }) => intentId),
    now: Date.now(),
  });
  reportBatch(work, stored, failures);
  if (garbage.length > 0)
    await removeFiles(
      work,
      garbage.map((fileId) => ({ fileId, storeId })),
    );
  return {
    files: inside.length,
    bytes: inside.reduce((sum, { bytes }) => sum + bytes, 0),
    errors: [...failures.values()],
  };
}

function reportBatch({ report, context }: SyncWork, stored: readonly StoredUpload[], failures: TakeInFailures): void {
  for (const { object, fileId, bytes, attempts } of stored) {
    const error = failures.get(fileId);
    if (error === undefined) report.uploaded(bytes);
    else {
      report.failed({ key: object.key, error, attempts });
      context.logger.error(`${object.key} failed: ${messageOf(error)}`);
    }
  }
}
