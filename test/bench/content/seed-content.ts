import path from "node:path";
import Sqlite from "better-sqlite3";
import { type ContentDatabase, openContent } from "../../../jobs/content/content-database.ts";
import { createEmbeddings } from "../../../jobs/content/embeddings.ts";
import { migrateContent } from "../../../jobs/content/migrate-content.ts";
import { vectorDimensions } from "../../../jobs/content/vector-index.ts";
import { migrationsPath } from "../../support/paths.ts";

/** Words that there are; the n-th is met 1/n as often as the first, as in any language. */
const vocabulary = 50_000;
const wordsOfText = 250;
const itemsAtOnce = 1_000;
const space = { provider: "local", model: "bench" } as const;

/** The same numbers in every run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** The n-th most frequent word. */
export function wordAt(place: number): string {
  let rest = place + 26;
  let word = "";
  for (; rest > 0; rest = Math.floor(rest / 26)) word += String.fromCharCode(97 + (rest % 26));
  return `${word}${"aeiou"[place % 5]}`;
}

/** A home whose content has so many items, each with a text of 250 words and a vector. */
export async function seedContent(home: string, items: number): Promise<ContentDatabase> {
  migrateContent({ home, migrations: migrationsPath, binding: undefined });
  const file = path.join(home, "content.db");
  seedItems(file, items);
  const content = openContent(file);
  await seedVectors(content, items);
  return content;
}

function seedItems(file: string, items: number): void {
  const database = new Sqlite(file);
  database.pragma("synchronous = OFF");
  const random = createRandom(1);
  const zipf = () => Math.floor(vocabulary ** random()) - 1;
  const text = (words: number) => Array.from({ length: words }, () => wordAt(zipf())).join(" ");
  database.exec("INSERT INTO source (kind, url, title, created_at) VALUES ('rss', 'https://news.example', 'News', 1)");
  const raw = database.prepare(
    "INSERT INTO raw_item (id, source_id, key, title, state, created_at) VALUES (?, 1, ?, '', 'clean', 1)",
  );
  const item = database.prepare(
    `INSERT INTO item (id, source_id, title, language, published_at, content_hash, simhash, created_at, excerpt, text)
     VALUES (?, 1, ?, 'eng', ?, '', '0000000000000000', 1, ?, ?)`,
  );
  const add = database.transaction((from: number, to: number) => {
    for (let id = from; id < to; id += 1) {
      raw.run(id, String(id));
      item.run(id, text(8), id * 60_000, text(40), text(wordsOfText));
    }
  });
  for (let from = 1; from <= items; from += itemsAtOnce) add(from, Math.min(from + itemsAtOnce, items + 1));
  database.close();
}

async function seedVectors(content: ContentDatabase, items: number): Promise<void> {
  const random = createRandom(2);
  const embeddings = createEmbeddings(content);
  for (let from = 1; from <= items; from += itemsAtOnce) {
    const length = Math.min(itemsAtOnce, items + 1 - from);
    const slice = Array.from({ length }, (_, place) => ({ itemId: from + place, vector: randomVector(random) }));
    await embeddings.put(space, slice, 1);
  }
}

export function randomVector(random: () => number): Float32Array {
  return Float32Array.from({ length: vectorDimensions }, () => random() - 0.5);
}

export const benchSpace = space;
