import type { TaskContext } from "../../sdk/context.ts";
import { NonRetryableError } from "../../sdk/errors.ts";
import type { VectorStores } from "../../services/vector-store.ts";

/**
 * The id of the vector store of that name; undefined when there is none.
 *
 * @throws NonRetryableError when there are several: to guess would mean to fill the wrong one
 */
export async function findStore(stores: VectorStores, name: string, signal: AbortSignal): Promise<string | undefined> {
  const found = await stores.find(name, signal);
  if (found.length > 1)
    throw new NonRetryableError(
      `${found.length} vector stores are called "${name}": ${found.join(" and ")}. Rename or delete all but one.`,
    );
  return found[0];
}

export async function findOrCreateStore(options: {
  readonly stores: VectorStores;
  readonly name: string;
  readonly context: TaskContext;
}): Promise<string> {
  const { stores, name, context } = options;
  const found = await findStore(stores, name, context.signal);
  if (found !== undefined) return found;
  context.logger.info(`There is no vector store "${name}" yet; making it`);
  return stores.create(name, context.signal);
}
