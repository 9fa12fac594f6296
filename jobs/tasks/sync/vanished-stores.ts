import { ask, type SyncWork } from "./sync-work.ts";

/**
 * When this bucket begins in a new store because the old one is gone, the old one's files are still in the account: they
 * become garbage. A store that is there under another name is left alone, and so is one of another account, of which no
 * file is found with this key.
 */
export async function discardVanishedStores(work: SyncWork): Promise<void> {
  const { stores, storeId, memory, known, context } = work;
  if (known.size > 0) return;
  const others = (await memory.objects.stores()).filter((id) => id !== storeId);
  for (const id of others) {
    if ((await ask(work, (signal) => stores.get(id, signal))) !== undefined) continue;
    const [sample] = (await memory.objects.all(id)).values();
    if (!sample || !(await ask(work, (signal) => stores.fileExists(sample.fileId, signal)))) continue;
    const files = await memory.discardStore(id);
    context.logger.info(`The vector store ${id} is gone; removing the ${files} files that were in it`);
  }
}
