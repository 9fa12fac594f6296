import type { GarbageFile } from "../../content/sync-garbage.ts";
import type { SyncIntent } from "../../content/sync-intents.ts";
import { messageOf } from "../../model/errors.ts";
import { ServiceError } from "../../services/service-error.ts";
import { type StoredFile, uploadTimeoutMs } from "../../services/vector-store.ts";
import { removeGarbage } from "./garbage.ts";
import { ask, type SyncWork } from "./sync-work.ts";

/** Times are compared over two clocks, one of which keeps whole seconds. */
const clockToleranceMs = 5_000;

/**
 * Removes what an upload left behind whose end was never recorded: the process was killed, or the answer was lost. Costs
 * nothing when there was no such upload. What cannot be found out now is left to the next run.
 */
export async function clearLeftovers(work: SyncWork): Promise<void> {
  const { memory, context } = work;
  try {
    const intents = await memory.intents.all();
    if (intents.length > 0) await discardLeftovers(work, intents);
    await removeGarbage(work);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    context.logger.warn(`What interrupted uploads may have left behind stays for the next sync: ${messageOf(error)}`);
  }
}

async function discardLeftovers(work: SyncWork, intents: readonly SyncIntent[]): Promise<void> {
  const { memory, limits, context } = work;
  const now = Date.now();
  const unanswered = intents.filter(({ fileId }) => fileId === null);
  const answered = intents.flatMap(({ fileId, storeId }) => (fileId === null ? [] : [{ fileId, storeId }]));
  const found = unanswered.length === 0 ? [] : await findUnanswered(work, unanswered);
  // A file may be stored, or listed, later than we look: as long as that can be, the intent stays.
  const ended = intents.filter((intent) => intent.fileId !== null || latestMs(intent, limits.uploadTries) < now);
  await memory.discard(
    [...answered, ...found],
    ended.map(({ id }) => id),
  );
  const files = answered.length + found.length;
  if (files > 0) context.logger.info(`Removing ${files} files that interrupted uploads left behind`);
}

/**
 * Files of the account that unanswered uploads may have stored. By name, size and time; never one that we know, and never
 * one that is in any vector store: ours were not attached yet, so that one is somebody else's.
 */
async function findUnanswered(work: SyncWork, intents: readonly SyncIntent[]): Promise<readonly GarbageFile[]> {
  const { stores, memory, storeId, limits, context } = work;
  const candidates: StoredFile[] = [];
  for await (const file of stores.files(context.signal))
    if (intents.some((intent) => cameFrom(file, intent, limits.uploadTries))) candidates.push(file);
  const known = await memory.objects.known(candidates.map(({ id }) => id));
  const unknown = candidates.filter(({ id }) => !known.has(id));
  if (unknown.length === 0) return [];
  const storeIds = (await ask(work, stores.list)).map(({ id }) => id);
  const found: GarbageFile[] = [];
  for (const { id: fileId } of unknown)
    if (!(await isInOneOf(work, fileId, new Set([...storeIds, storeId])))) found.push({ fileId, storeId });
  return found;
}

async function isInOneOf(work: SyncWork, fileId: string, storeIds: ReadonlySet<string>): Promise<boolean> {
  for (const id of storeIds) if (await ask(work, (signal) => work.stores.isAttached(id, fileId, signal))) return true;
  return false;
}

/** Pure: whether this file can be one that the intent was about. */
export function cameFrom(file: StoredFile, intent: SyncIntent, tries: number): boolean {
  return (
    file.name === intent.fileName &&
    file.bytes === intent.size &&
    file.createdAt >= intent.startedAt - clockToleranceMs &&
    file.createdAt <= latestMs(intent, tries)
  );
}

/** An upload that was begun is stored by then or never. */
function latestMs({ startedAt, size }: SyncIntent, tries: number): number {
  return startedAt + tries * (uploadTimeoutMs(size) + clockToleranceMs);
}
