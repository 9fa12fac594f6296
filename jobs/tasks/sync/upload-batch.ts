import { messageOf } from "../../model/errors.ts";
import { ServiceError } from "../../services/service-error.ts";
import type { DownloadedFile } from "./download-batch.ts";
import { baseName, type ListedObject } from "./plan.ts";
import { ask, type SyncWork } from "./sync-work.ts";

/** What became of a file's upload. Its bytes are no longer held: the batch is in flight until here. */
export type Upload = {
  readonly object: ListedObject;
  readonly bytes: number;
  readonly intentId: number;
  readonly attempts: number;
  /** A try may have stored a file of which no answer came. */
  readonly ambiguous: boolean;
} & ({ readonly fileId: string } | { readonly fileId: undefined; readonly error: unknown });

/** Uploads the files of a batch, all at once, each after its intent is on disk. A file that fails is left out. */
export async function uploadBatch(work: SyncWork, files: readonly DownloadedFile[]): Promise<readonly Upload[]> {
  const { memory, context, storeId } = work;
  const startedAt = Date.now();
  const intents = await memory.intents.add(
    files.map(({ key, bytes }) => ({ storeId, key, fileName: baseName(key), size: bytes.length, startedAt })),
  );
  const uploads = await Promise.all(files.map((file, index) => upload(work, file, intents[index] ?? 0)));
  await memory.intents.answered(
    uploads.flatMap(({ intentId, fileId }) => (fileId === undefined ? [] : [{ intentId, fileId }])),
  );
  context.signal.throwIfAborted();
  return uploads;
}

async function upload(work: SyncWork, { bytes, ...object }: DownloadedFile, intentId: number): Promise<Upload> {
  const { stores } = work;
  const facts = { object, bytes: bytes.length, intentId };
  let attempts = 0;
  let ambiguous = false;
  const call = async (signal: AbortSignal) => {
    attempts += 1;
    try {
      return await stores.upload(baseName(object.key), bytes, signal);
    } catch (error) {
      // Ended by the signal, too, it may have been stored.
      ambiguous ||= !(error instanceof ServiceError) || error.ambiguous;
      throw error;
    }
  };
  try {
    const fileId = await ask(work, call);
    return { ...facts, fileId, attempts, ambiguous };
  } catch (error) {
    if (!(error instanceof ServiceError) && !work.context.signal.aborted) throw error;
    return { ...facts, fileId: undefined, error, attempts, ambiguous };
  }
}

/** Reports what could not be uploaded, and says what it failed with. */
export function reportUploadErrors({ report, context }: SyncWork, uploads: readonly Upload[]): readonly unknown[] {
  const errors: unknown[] = [];
  for (const upload of uploads) {
    if (upload.fileId !== undefined) continue;
    const { object, error, attempts } = upload;
    errors.push(error);
    report.failed({ key: object.key, error, attempts });
    context.logger.error(`${object.key} failed: ${messageOf(error)}`);
  }
  return errors;
}
