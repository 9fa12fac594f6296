import type { Kysely } from "kysely";
import type { ContentSchema } from "./content-schema.ts";
import { inSlices } from "./rows.ts";
import { createSqliteVectorIndex } from "./sqlite/sqlite-vector-index.ts";
import { type Neighbour, type VectorIndex, type VectorSpace, vectorDimensions } from "./vector-index.ts";

export type NewEmbedding = { readonly itemId: number; readonly vector: readonly number[] | Float32Array };

const sliceSize = 200;

/** Where items lie among all others, and which are the nearest. */
export function createEmbeddings(
  database: Kysely<ContentSchema>,
  index: VectorIndex = createSqliteVectorIndex(database),
) {
  const vectorOf = async (itemId: number, { provider, model }: VectorSpace): Promise<Float32Array | undefined> => {
    const row = await database
      .selectFrom("embedding")
      .select("vector")
      .where("item_id", "=", itemId)
      .where("provider", "=", provider)
      .where("model", "=", model)
      .executeTakeFirst();
    return row && fromBytes(row.vector);
  };
  return {
    /** Keeps embeddings in place of those before of the same model. They are brought to length 1. */
    put: async (space: VectorSpace, embeddings: readonly NewEmbedding[], now: number): Promise<void> => {
      await inSlices(embeddings, sliceSize, (slice) =>
        database.transaction().execute(async (transaction) => {
          for (const { itemId, vector } of slice) {
            const key = { item_id: itemId, provider: space.provider, model: space.model };
            await transaction
              .deleteFrom("embedding")
              .where("item_id", "=", itemId)
              .where("provider", "=", space.provider)
              .where("model", "=", space.model)
              .execute();
            await transaction
              .insertInto("embedding")
              .values({ ...key, vector: toBytes(vector), embedded_at: now })
              .execute();
          }
        }),
      );
      await index.catchUp();
    },
    vectorOf,
    /** The model that embedded an item last. */
    spaceOf: async (itemId: number): Promise<VectorSpace | undefined> =>
      database
        .selectFrom("embedding")
        .select(["provider", "model"])
        .where("item_id", "=", itemId)
        .orderBy("embedded_at", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst(),
    isAvailable: index.isAvailable,
    catchUp: index.catchUp,
    /**
     * Items whose vectors are the nearest to this one, the nearest first.
     *
     * @throws JobdeckError NO_VECTOR_SEARCH
     */
    nearest: (
      space: VectorSpace,
      vector: readonly number[] | Float32Array,
      limit: number,
    ): Promise<readonly Neighbour[]> => index.nearest({ ...space, vector: normalised(vector), limit }),
    /**
     * Items that are most like this one, without itself; none when it has no embedding of this model.
     *
     * @throws JobdeckError NO_VECTOR_SEARCH
     */
    like: async (itemId: number, space: VectorSpace, limit: number): Promise<readonly Neighbour[]> => {
      const vector = await vectorOf(itemId, space);
      if (!vector) return [];
      const found = await index.nearest({ ...space, vector, limit: limit + 1 });
      return found.filter((neighbour) => neighbour.itemId !== itemId).slice(0, limit);
    },
  };
}

/** @throws RangeError when it has another number of dimensions, or no direction */
function normalised(vector: readonly number[] | Float32Array): Float32Array {
  if (vector.length !== vectorDimensions)
    throw new RangeError(`A vector has ${vector.length} numbers; it must have ${vectorDimensions}.`);
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) throw new RangeError("A vector must have a direction.");
  return Float32Array.from(vector, (number) => number / length);
}

function toBytes(vector: readonly number[] | Float32Array): Uint8Array {
  const { buffer } = normalised(vector);
  return Buffer.from(buffer);
}

function fromBytes(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
