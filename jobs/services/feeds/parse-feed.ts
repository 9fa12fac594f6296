import { decodeText } from "./decode-text.ts";
import type { Feed, FeedItem } from "./feed.ts";
import { type Element, type FeedTree, readFeedTree } from "./feed-tree.ts";
import { itemKey, oneLine } from "./item-text.ts";
import { looksLikeJson, parseJsonFeed } from "./json-feed.ts";
import { webUrl } from "./links.ts";

export type FeedSource = {
  /** The header of the answer, "" when there was none. */
  readonly contentType: string;
  /** Where it came from: what links are relative to. */
  readonly url: string;
};

/**
 * Reads a feed: RSS 0.9 to 2.0, RDF, Atom, JSON Feed, in any charset that the platform knows. Takes 5,000 items of it.
 *
 * @throws FeedError
 */
export async function parseFeed(bytes: Uint8Array, { contentType, url }: FeedSource): Promise<Feed> {
  const text = decodeText(bytes, contentType);
  if (looksLikeJson(text)) return parseJsonFeed(text, url);
  const tree = readFeedTree(text, url);
  const { title, link, items } = await readByRssParser(tree);
  return {
    format: tree.format,
    title: textOf(title),
    siteUrl: webUrl(textOf(link), url),
    items: items.map(itemOf),
    itemsInFeed: tree.itemsInFeed,
  };
}

/** What rss-parser gives for a feed, as far as it is asked for; none of it is sure to be there, or text. */
type Parsed = { readonly title?: unknown; readonly link?: unknown; readonly items: readonly ParsedItem[] };
type ParsedItem = Readonly<Partial<Record<(typeof itemFields)[number], unknown>>>;
const itemFields = [
  "guid",
  "id",
  "link",
  "title",
  "creator",
  "dc:creator",
  "author",
  "isoDate",
  "text",
  "teaser",
  "picture",
  "enclosure",
] as const;

/**
 * rss-parser knows what the elements of the formats mean; it is given them read by us: its own reading of XML is strict,
 * and takes what is hostile as well.
 */
async function readByRssParser(tree: FeedTree): Promise<Parsed> {
  const { default: RssParser } = await import("rss-parser");
  const parser = new RssParser({ customFields: { item: ["text", "teaser", "picture", "dc:creator"] } });
  const reader = { parseString: (read: unknown, done: (error: null, read: unknown) => void) => done(null, read) };
  return (await Object.assign(parser, { xmlParser: reader }).parseString(shaped(tree) as unknown as string)) as Parsed;
}

/** RDF and the older RSS differ from RSS 2.0 in where the items are, which the tree has settled. */
function shaped({ format, head, items }: FeedTree): Element {
  if (format === "atom") return { feed: { ...head, entry: [...items] } } as unknown as Element;
  return { rss: { $: { version: "2.0" }, channel: [{ ...head, item: [...items] }] } } as unknown as Element;
}

function itemOf(item: ParsedItem): FeedItem {
  const title = oneLine(textOf(item.title));
  const html = textOf(item.text) || textOf(item.teaser) || null;
  const guid = textOf(item.guid) || textOf(item.id);
  const link = linkOf(item);
  const time = Date.parse(textOf(item.isoDate));
  return {
    ...{ key: itemKey(guid || link, title, html), link, title, html },
    author: oneLine(textOf(item.creator) || textOf(item["dc:creator"]) || textOf(item.author)) || null,
    publishedAt: Number.isFinite(time) ? time : null,
    imageUrl: textOf(item.picture) || enclosedImage(item.enclosure),
  };
}

/** A guid of RSS that is an address is that of the item's page, if it has no other. */
function linkOf({ link, guid }: ParsedItem): string | null {
  return textOf(link) || webUrl(textOf(guid), "about:blank");
}

function enclosedImage(enclosure: unknown): string | null {
  if (typeof enclosure !== "object" || enclosure === null) return null;
  const { url, type } = enclosure as Readonly<Record<string, unknown>>;
  return textOf(type).startsWith("image/") ? webUrl(textOf(url), "about:blank") : null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
