import { z } from "zod";
import { feedTime } from "./dates.ts";
import { type Feed, FeedError, type FeedItem, feedLimits } from "./feed.ts";
import { itemKey, oneLine, wellFormed } from "./item-text.ts";
import { webUrl } from "./links.ts";

/** What is not as it should be is as if it were not there: one bad field is no reason to lose an item. */
const text = z.string().optional().catch(undefined);
const author = z.object({ name: text }).optional().catch(undefined);
const item = z.object({
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  ...{ url: text, external_url: text, title: text, content_html: text, content_text: text, summary: text },
  ...{ image: text, banner_image: text, date_published: text, date_modified: text, author },
  authors: z.array(author).optional().catch(undefined),
});
type Item = z.output<typeof item>;

const feed = z.object({ version: z.string(), title: text, home_page_url: text, items: z.array(z.unknown()) });

export function looksLikeJson(document: string): boolean {
  return /^\s*\{/.test(document);
}

/** Reads a JSON Feed (jsonfeed.org, versions 1 and 1.1). @throws FeedError */
export function parseJsonFeed(document: string, url: string): Feed {
  const parsed = feed.safeParse(jsonOf(document));
  if (!parsed.success || !/jsonfeed\.org/.test(parsed.data.version))
    throw new FeedError("not-a-feed", "It is JSON, and no JSON Feed.");
  const { title, home_page_url, items } = parsed.data;
  return {
    format: "json",
    title: wellFormed((title ?? "").trim()),
    siteUrl: webUrl(home_page_url ?? "", url),
    items: items.slice(0, feedLimits.items).flatMap((each) => itemOf(item.safeParse(each).data, url)),
    itemsInFeed: items.length,
  };
}

function jsonOf(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    throw new FeedError("malformed", "It begins like a JSON Feed, and is not JSON as a whole.");
  }
}

function itemOf(found: Item | undefined, url: string): readonly FeedItem[] {
  if (!found) return [];
  const title = oneLine(found.title ?? "");
  const html = wellFormed(found.content_html ?? escaped(found.content_text) ?? escaped(found.summary) ?? "") || null;
  const link = webUrl(found.url ?? found.external_url ?? "", url);
  return [
    {
      ...{ key: itemKey(found.id === undefined ? link : String(found.id), title, html), link, title, html },
      author: oneLine(found.authors?.find((each) => each?.name)?.name ?? found.author?.name ?? "") || null,
      publishedAt: feedTime(found.date_published ?? found.date_modified ?? ""),
      imageUrl: webUrl(found.image ?? found.banner_image ?? "", url),
    },
  ];
}

/** Plain text as markup. */
function escaped(plain: string | undefined): string | undefined {
  return plain?.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
