import { NonRetryableError } from "../../sdk/errors.ts";
import { ask, type SyncParts } from "./sync-work.ts";

/**
 * The id of the vector store of that name; undefined when there is none.
 *
 * @throws NonRetryableError when there are several: to guess would mean to fill the wrong one
 */
export async function findStore(parts: SyncParts, name: string): Promise<string | undefined> {
  const { stores, memory } = parts;
  const found = (await ask(parts, stores.list)).filter((store) => store.name === name).map(({ id }) => id);
  if (found.length > 1)
    throw new NonRetryableError(
      `${found.length} vector stores are called "${name}": ${found.join(" and ")}. Rename or delete all but one.`,
    );
  if (found[0] !== undefined) return found[0];
  for (const id of await memory.madeStores.named(name)) {
    const store = await ask(parts, (signal) => stores.get(id, signal));
    if (store?.name === name) return store.id;
  }
  return undefined;
}

export async function findOrMakeStore(parts: SyncParts, name: string): Promise<string> {
  const found = await findStore(parts, name);
  if (found !== undefined) return found;
  const { stores, memory, context } = parts;
  context.logger.info(`There is no vector store "${name}" yet; making it`);
  // Made once and never again at once: an answer that was lost must not make a second one. The next run looks first.
  const id = await stores.create(name, context.signal);
  await memory.madeStores.add(id, name, Date.now());
  return id;
}
