import { messageOf } from "../../model/errors.ts";
import { ServiceError } from "../../services/service-error.ts";
import { pause } from "../../services/tries.ts";
import type { Attachment } from "../../services/vector-store.ts";
import { ask, type SyncWork } from "./sync-work.ts";

/** Why files are not in, by file id. */
export type TakeInFailures = ReadonlyMap<string, unknown>;

/** Waits between two looks at a batch that is being processed, in milliseconds. */
const firstPollMs = 25;
const longestPollMs = 2_000;
/** For so long, in milliseconds, a service may fail to answer a look, or show no progress, before it is given up. */
const patienceMs = { answer: 15_000, progress: 10 * 60_000 };

/**
 * Attaches uploaded files as one file batch and waits until each is processed. When the batch is refused as a whole, each
 * file goes by itself, so that only the bad one is left out.
 *
 * @throws ServiceError when the vector store itself is gone
 */
export async function takeIn(work: SyncWork, files: readonly Attachment[]): Promise<TakeInFailures> {
  const { stores, storeId, context } = work;
  try {
    const batchId = await ask(work, (signal) => stores.attach(storeId, files, signal));
    return await processed(work, batchId, files);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.status === 404) await throwIfStoreIsGone(work);
    if (error.kind !== "item" || files.length === 1) return new Map(files.map(({ fileId }) => [fileId, error]));
    context.logger.warn(`The batch was refused (${error.message}); adding its files one by one`);
    const each = await Promise.all(files.map((file) => takeIn(work, [file])));
    return new Map(each.flatMap((failures) => [...failures]));
  }
}

async function processed(work: SyncWork, batchId: string, files: readonly Attachment[]): Promise<TakeInFailures> {
  const { stores, storeId, context } = work;
  const ended = await waitForBatch(work, batchId);
  if (ended === "all-in") return new Map();
  if (ended === "stuck") context.logger.warn("The vector store has made no progress with a batch for 10 minutes");
  const ids = files.map(({ fileId }) => fileId);
  const reasons = await ask(work, (signal) => stores.failures({ storeId, batchId, fileIds: ids }, signal));
  return new Map([...reasons].map(([fileId, reason]) => [fileId, new ServiceError(reason, { kind: "item" })]));
}

/** Looks again and again; a look that fails is no more than a look that came too early. */
async function waitForBatch(work: SyncWork, batchId: string): Promise<"all-in" | "some-in" | "stuck"> {
  const { stores, storeId, context } = work;
  let [answeredAt, progressAt, open] = [Date.now(), Date.now(), -1];
  for (let waitMs = firstPollMs; ; waitMs = Math.min(waitMs * 2, longestPollMs)) {
    let askedForMs = 0;
    try {
      const batch = await stores.batch(storeId, batchId, context.signal);
      if (batch.ended) return batch.allIn ? "all-in" : "some-in";
      answeredAt = Date.now();
      if (batch.open !== open) [progressAt, open] = [answeredAt, batch.open];
      if (answeredAt - progressAt > patienceMs.progress) return "stuck";
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind !== "unavailable") throw error;
      askedForMs = error.retryAfterMs ?? 0;
      if (Date.now() + askedForMs - answeredAt > patienceMs.answer) throw error;
      context.logger.warn(`Looking at the batch again: ${messageOf(error)}`);
    }
    await pause(Math.max(waitMs, askedForMs), context.signal);
  }
}

async function throwIfStoreIsGone(work: SyncWork): Promise<void> {
  const { stores, storeId } = work;
  if ((await ask(work, (signal) => stores.get(storeId, signal))) !== undefined) return;
  throw new ServiceError(`The vector store ${storeId} has vanished during the sync. The next try makes a new one.`, {
    kind: "unavailable",
  });
}
