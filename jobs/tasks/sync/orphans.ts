import type { SyncIntent } from "../../content/synced-objects.ts";
import type { StoredFile } from "../../services/vector-store.ts";
import type { SyncWork } from "./sync-work.ts";

/** The service's clock is not ours, and its times are whole seconds. */
const clockSkewMs = 5_000;
/** An upload that was begun is stored within this time or never. */
const longestUploadMs = 15 * 60_000;

/**
 * Removes what an upload left behind whose end was never recorded: the process was killed, or the answer was lost. Costs
 * nothing when there is no such upload; else one look through the account's files, by name, size and time.
 */
export async function removeOrphans({ stores, storeId, memory, context }: SyncWork): Promise<void> {
  const intents = await memory.intents();
  if (intents.length === 0) return;
  const known = new Set([...(await memory.all()).values()].map((object) => object.fileId));
  const orphans = intents.flatMap(({ fileId }) => (fileId !== null && !known.has(fileId) ? [fileId] : []));
  const garbage = new Set([...orphans, ...(await memory.garbage())]);
  for await (const file of stores.files(context.signal))
    if (!known.has(file.id) && !garbage.has(file.id) && intents.some((intent) => cameFrom(file, intent))) {
      garbage.add(file.id);
      orphans.push(file.id);
    }
  for (const fileId of orphans) await stores.remove(storeId, fileId, context.signal);
  if (orphans.length > 0)
    context.logger.info(`Removed ${orphans.length} files that an interrupted upload had left behind`);
  await memory.settle({ synced: [], garbage: [], settled: intents.map((intent) => intent.key), now: Date.now() });
}

/** Pure: whether this file can be the one that the intent was about. */
export function cameFrom(file: StoredFile, intent: SyncIntent): boolean {
  return (
    file.name === intent.fileName &&
    file.bytes === intent.size &&
    file.createdAt >= intent.startedAt - clockSkewMs &&
    file.createdAt <= intent.startedAt + longestUploadMs
  );
}
