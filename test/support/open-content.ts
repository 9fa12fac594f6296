import path from "node:path";
import { onTestFinished } from "vitest";
import { type ContentDatabase, openContent } from "../../jobs/content/content-database.ts";
import { type CleanItem, createItems } from "../../jobs/content/items.ts";
import { migrateContent } from "../../jobs/content/migrate-content.ts";
import type { NewRawItem } from "../../jobs/content/raw-items.ts";
import { createRawItems } from "../../jobs/content/raw-items.ts";
import { createSources } from "../../jobs/content/sources.ts";
import { migrationsPath } from "./paths.ts";
import { tempHome } from "./temp-home.ts";

/** `content.db` in a home of the test's own. */
export function openTestContent(home: string = tempHome()): ContentDatabase {
  migrateContent({ home, migrations: migrationsPath, binding: undefined });
  const content = openContent(path.join(home, "content.db"));
  onTestFinished(() => content.destroy());
  return content;
}

/** A source with raw items of these keys; gives their ids. */
export async function addRawItems(
  content: ContentDatabase,
  items: readonly Partial<NewRawItem>[],
  now = 1000,
): Promise<readonly number[]> {
  const source = { kind: "rss", url: "https://news.example/feed", title: "News" } as const;
  const { id } = await createSources(content).add(source, now);
  return createRawItems(content).add(
    items.map((item, place) => ({ sourceId: id, key: `key-${place}`, title: `Title ${place}`, ...item })),
    now,
  );
}

/** Clean items in a source; gives their ids. */
export async function addItems(
  content: ContentDatabase,
  items: readonly Partial<CleanItem>[],
  now = 1000,
): Promise<readonly number[]> {
  const ids = await addRawItems(
    content,
    items.map((_, place) => ({ key: `clean-${place}` })),
    now,
  );
  const { id: sourceId } = await content.selectFrom("source").select("id").executeTakeFirstOrThrow();
  await createItems(content).put(
    items.map((item, place) => cleanItem({ id: ids[place] ?? 0, sourceId, ...item })),
    now,
  );
  await createRawItems(content).cleaned(ids);
  return ids;
}

export function cleanItem(item: Partial<CleanItem> & Pick<CleanItem, "id" | "sourceId">): CleanItem {
  return {
    title: "A title",
    link: null,
    canonicalUrl: null,
    author: null,
    language: "eng",
    leadImage: null,
    publishedAt: 1000,
    contentHash: `hash-${item.id}`,
    simhash: "0".repeat(16),
    excerpt: "A text.",
    text: "A text.",
    ...item,
  };
}
