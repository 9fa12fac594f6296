import { type Kysely, sql } from "kysely";
import { JobdeckError } from "../../model/errors.ts";
import type { ContentSchema } from "../content-schema.ts";
import { type NearestQuery, type Neighbour, type VectorIndex, vectorDimensions } from "../vector-index.ts";
import { vectorExtensionFile } from "./vector-extension.ts";

/** Vectors in one transaction: some 30 us each. */
const sliceSize = 500;

/**
 * The nearest vectors with sqlite-vec. Its table is made when it is first written to and not by a migration: where the
 * extension does not load, nothing may depend on it. A vector has the row id of its embedding, and those are never used
 * twice, so that one that is gone is at worst found and left out.
 */
export function createSqliteVectorIndex(database: Kysely<ContentSchema>): VectorIndex {
  const isAvailable = async (): Promise<boolean> => {
    const known = await sql`SELECT 1 FROM pragma_module_list WHERE name = 'vec0'`.execute(database);
    return known.rows.length > 0;
  };
  const isThere = async (): Promise<boolean> => {
    const table = await sql`SELECT 1 FROM sqlite_schema WHERE name = 'nearest'`.execute(database);
    return table.rows.length > 0;
  };
  return {
    isAvailable,
    catchUp: async () => {
      if (!(await isAvailable())) return;
      if (!(await isThere())) await begin(database);
      while ((await takeIn(database)) > 0);
      while ((await drop(database)) > 0);
    },
    nearest: async (query) => {
      if (!(await isAvailable())) throw unavailable();
      return (await isThere()) ? find(database, query) : [];
    },
  };
}

/** A new index knows nothing, whatever an index that was lost had taken in. */
function begin(database: Kysely<ContentSchema>): Promise<void> {
  return database.transaction().execute(async (transaction) => {
    await sql`
      CREATE VIRTUAL TABLE IF NOT EXISTS nearest
      USING vec0 (space TEXT PARTITION KEY, vector FLOAT[${sql.raw(String(vectorDimensions))}])
    `.execute(transaction);
    await transaction.updateTable("embedding").set({ indexed: 0 }).where("indexed", "=", 1).execute();
    await sql`DELETE FROM embedding_gone`.execute(transaction);
  });
}

function takeIn(database: Kysely<ContentSchema>): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const rows = await transaction
      .selectFrom("embedding")
      .select("id")
      .where("indexed", "=", 0)
      .orderBy("id")
      .limit(sliceSize)
      .execute();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    await sql`
      INSERT INTO nearest (rowid, space, vector)
      SELECT id, provider || '/' || model, vector FROM embedding WHERE id IN (${sql.join(ids)})
    `.execute(transaction);
    await transaction.updateTable("embedding").set({ indexed: 1 }).where("id", "in", ids).execute();
    return ids.length;
  });
}

function drop(database: Kysely<ContentSchema>): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const gone = await sql<{ readonly id: number }>`SELECT id FROM embedding_gone LIMIT ${sliceSize}`.execute(
      transaction,
    );
    for (const { id } of gone.rows) {
      await sql`DELETE FROM nearest WHERE rowid = ${id}`.execute(transaction);
      await sql`DELETE FROM embedding_gone WHERE id = ${id}`.execute(transaction);
    }
    return gone.rows.length;
  });
}

/** Vectors have length 1: the order of their distances is that of their angles, and the extension is faster at it. */
async function find(database: Kysely<ContentSchema>, query: NearestQuery): Promise<readonly Neighbour[]> {
  const { provider, model, vector, limit } = query;
  const { rows } = await sql<{ readonly item_id: number; readonly distance: number }>`
    WITH found AS (
      SELECT rowid AS id, distance FROM nearest
      WHERE vector MATCH ${Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)}
        AND k = ${limit} AND space = ${`${provider}/${model}`}
    )
    SELECT embedding.item_id, found.distance FROM found
    JOIN embedding ON embedding.id = found.id
    ORDER BY found.distance
  `.execute(database);
  return rows.map(({ item_id, distance }) => ({ itemId: item_id, similarity: 1 - (distance * distance) / 2 }));
}

function unavailable(): JobdeckError {
  const file = vectorExtensionFile();
  const why = file
    ? `${file} cannot be loaded`
    : `there is none for this computer (${process.platform}-${process.arch})`;
  return new JobdeckError(
    "NO_VECTOR_SEARCH",
    `Finding what is alike needs SQLite's vector extension, and ${why}. Install Jobdeck again; everything else works without it, the search for words too.`,
  );
}
