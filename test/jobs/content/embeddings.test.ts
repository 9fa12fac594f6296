import path from "node:path";
import { Kysely, sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { ContentSchema } from "../../../jobs/content/content-schema.ts";
import { createEmbeddings } from "../../../jobs/content/embeddings.ts";
import { ImmediateDialect } from "../../../jobs/content/sqlite/immediate-dialect.ts";
import { vectorDimensions } from "../../../jobs/content/vector-index.ts";
import { openDatabase } from "../../../jobs/store/database.ts";
import { addItems, openTestContent } from "../../support/open-content.ts";
import { tempHome } from "../../support/temp-home.ts";

const space = { provider: "local", model: "hashed" };
/** Directions in a plane: the cosine of two is that of the difference of their angles. */
const at = (degrees: number): number[] => {
  const vector = new Array<number>(vectorDimensions).fill(0);
  vector[0] = 3 * Math.cos((degrees * Math.PI) / 180);
  vector[1] = 3 * Math.sin((degrees * Math.PI) / 180);
  return vector;
};

async function embedded(degrees: readonly number[]) {
  const content = openTestContent();
  const ids = await addItems(
    content,
    degrees.map(() => ({})),
  );
  const embeddings = createEmbeddings(content);
  await embeddings.put(
    space,
    ids.map((itemId, place) => ({ itemId, vector: at(degrees[place] ?? 0) })),
    1,
  );
  return { content, ids, embeddings };
}

describe("embeddings", () => {
  it("finds the nearest first, by their angle", async () => {
    const { ids, embeddings } = await embedded([0, 90, 60, 180]);
    const found = await embeddings.nearest(space, at(0), 3);
    expect(found.map(({ itemId }) => itemId)).toEqual([ids[0], ids[2], ids[1]]);
    expect(found.map(({ similarity }) => similarity)).toEqual([1, 0.5, 0].map((value) => expect.closeTo(value, 5)));
  });

  it("finds what is like an item, without the item", async () => {
    const { ids, embeddings } = await embedded([0, 10, 90]);
    expect((await embeddings.like(ids[0] ?? 0, space, 1)).map(({ itemId }) => itemId)).toEqual([ids[1]]);
  });

  it("does not compare vectors of different models", async () => {
    const { embeddings } = await embedded([0]);
    expect(await embeddings.nearest({ ...space, model: "another" }, at(0), 3)).toEqual([]);
  });

  it("forgets what is gone", async () => {
    const { content, ids, embeddings } = await embedded([0, 10]);
    await content
      .deleteFrom("raw_item")
      .where("id", "=", ids[0] ?? 0)
      .execute();
    expect((await embeddings.nearest(space, at(0), 2)).map(({ itemId }) => itemId)).toEqual([ids[1]]);
    await embeddings.catchUp();
    const { rows } = await sql<{ rowid: number }>`SELECT rowid FROM nearest`.execute(content);
    expect(rows).toHaveLength(1);
  });

  it("makes the index anew when it is lost", async () => {
    const { content, ids, embeddings } = await embedded([0, 10]);
    await sql`DROP TABLE nearest`.execute(content);
    expect(await embeddings.nearest(space, at(0), 2)).toEqual([]);
    await embeddings.catchUp();
    expect((await embeddings.nearest(space, at(0), 2)).map(({ itemId }) => itemId)).toEqual(ids);
  });

  it("keeps vectors where nothing finds the nearest, says so, and takes them in where something does", async () => {
    const home = tempHome();
    const content = openTestContent(home);
    const [itemId = 0] = await addItems(content, [{}]);
    const plain = openDatabase({ path: path.join(home, "content.db"), durability: "FULL" });
    const without = new Kysely<ContentSchema>({ dialect: new ImmediateDialect(plain) });
    const blind = createEmbeddings(without);
    await blind.put(space, [{ itemId, vector: at(0) }], 1);
    await expect(blind.nearest(space, at(0), 1)).rejects.toMatchObject({
      code: "NO_VECTOR_SEARCH",
      message: expect.stringMatching(/vector extension.*Install Jobdeck again/),
    });
    await without.destroy();
    const embeddings = createEmbeddings(content);
    await embeddings.catchUp();
    expect(await embeddings.nearest(space, at(0), 1)).toMatchObject([{ itemId }]);
  });

  it("refuses a vector of another length", async () => {
    const { ids, embeddings } = await embedded([0]);
    await expect(embeddings.put(space, [{ itemId: ids[0] ?? 0, vector: [1, 2] }], 1)).rejects.toThrow(/256/);
  });
});
