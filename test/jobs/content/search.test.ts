import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearchWords } from "../../../jobs/content/search-words.ts";
import { createSqliteTextSearch } from "../../../jobs/content/sqlite/sqlite-text-search.ts";
import { matchText, snippetOf } from "../../../jobs/content/text-match.ts";
import { addItems, openTestContent } from "../../support/open-content.ts";

async function open() {
  const content = openTestContent();
  const ids = await addItems(content, [
    { title: "Élan of the chips", text: "Demand for chips is rising fast.", language: "eng", publishedAt: 100 },
    { title: "Garden", text: "Chipmunks eat. Rising costs.", language: "deu", publishedAt: 200 },
    { title: "Oil", text: 'Prices "fall" (again) - OR not', language: "eng", publishedAt: 300 },
  ]);
  const search = createSqliteTextSearch(content);
  const find = async (words: string, filter = {}) => {
    const hits = await search.find({ words: parseSearchWords(words), limit: 10, ...filter });
    return hits.map(({ itemId }) => ids.indexOf(itemId)).sort();
  };
  return { content, ids, search, find };
}

describe("the search for words", () => {
  it.each([
    ["chips", [0]],
    ["chip", [0, 1]],
    ["chip ", []],
    ["chip*  rising", [0, 1]],
    ['"chips is rising"', [0]],
    ['"rising chips"', []],
    ["rising -chipmunks", [0]],
    ['rising -"chips is"', [1]],
    ["elan", [0]],
    ["ELAN chips", [0]],
    ["fall OR not", [2]],
    ["AND NOT NEAR( ) * ^ :", []],
    ["-chips", []],
    ['"', []],
    ["", []],
  ])("finds for %s: %s", async (words, expected) => {
    expect(await (await open()).find(words)).toEqual(expected);
  });

  it("keeps to source, language, time and what is unread", async () => {
    const { content, ids, find } = await open();
    expect(await find("rising", { language: "deu" })).toEqual([1]);
    expect(await find("rising", { from: 150 })).toEqual([1]);
    expect(await find("rising", { to: 150 })).toEqual([0]);
    expect(await find("rising", { sourceId: 999 })).toEqual([]);
    await content
      .updateTable("item")
      .set({ read_at: 5 })
      .where("id", "=", ids[0] ?? 0)
      .execute();
    expect(await find("rising", { unread: true })).toEqual([1]);
  });

  it("forgets the words of an item that was changed or removed", async () => {
    const { content, ids, find } = await open();
    await content
      .updateTable("item")
      .set({ text: "Now about boats." })
      .where("id", "=", ids[0] ?? 0)
      .execute();
    expect(await find("demand")).toEqual([]);
    expect(await find("boats")).toEqual([0]);
    await content
      .deleteFrom("raw_item")
      .where("id", "=", ids[0] ?? 0)
      .execute();
    expect(await find("boats")).toEqual([]);
  });

  it("says where the words are, in text that is no markup", async () => {
    const { search } = await open();
    const [hit] = await search.find({ words: parseSearchWords("demand"), limit: 1 });
    expect(hit).toMatchObject({
      snippet: { text: "Demand for chips is rising fast.", ranges: [{ start: 0, end: 6 }] },
    });
  });

  it("takes any input", async () => {
    const { search } = await open();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 40 }), async (input) => {
        await search.find({ words: parseSearchWords(input), limit: 1 });
      }),
      { numRuns: 200 },
    );
  });
});

describe("a search without an index", () => {
  const at = (text: string, words: string) => matchText(text, parseSearchWords(words));

  it("finds words as the index does", () => {
    expect(at("Élan of Straße", "elan")).toEqual([{ start: 0, end: 4 }]);
    expect(at("chipmunks", "chip ")).toBeUndefined();
    expect(at("chips and chipmunks", "chip")).toHaveLength(2);
    expect(at("chips", "chips -munks")).toHaveLength(1);
    expect(at("chips munks", "chips -munks")).toBeUndefined();
  });

  it("gives places that are in the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, words) => {
        for (const { start, end } of at(text, words) ?? []) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it("shows the part around what was found", () => {
    const text = `${"before ".repeat(100)}needle ${"after ".repeat(100)}`;
    const { text: shown, ranges } = snippetOf(text, at(text, "needle") ?? []);
    expect(shown.slice(ranges[0]?.start, ranges[0]?.end)).toBe("needle");
  });
});
