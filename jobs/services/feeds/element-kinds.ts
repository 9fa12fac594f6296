import type { FeedTree } from "./feed-tree.ts";

/**
 * What an element is to a feed.
 *
 * - `head`: the channel of RSS, the feed of Atom
 * - `item`: an item or entry
 * - `group`: holds others that belong to it (`author` of Atom), or to what it is in (`media:group`)
 * - `leaf`: text and attributes
 * - `markup`: text that may be written as elements
 */
export type Kind = "head" | "item" | "group" | "leaf" | "markup";
export type Known = { readonly name: string; readonly kind: Kind };

/** Names by which things go that are the same: those of Atom 0.3, and the many ways to say what an item says. */
const aliases: Readonly<Record<string, string>> = {
  ...{ issued: "published", created: "published", modified: "updated", pubdate: "pubDate" },
  ...{ "dcterms:issued": "dc:date", "dcterms:created": "dc:date", "dcterms:modified": "dc:date" },
  ...{ "content:encoded": "text", content: "text", "xhtml:body": "text", "xhtml:div": "text", body: "text" },
  ...{ description: "teaser", summary: "teaser", "dc:description": "teaser", "media:description": "teaser" },
  ...{ "itunes:summary": "teaser", "media:thumbnail": "picture", "media:content": "picture" },
};

const leaves: ReadonlySet<string> = new Set([
  ...["title", "link", "atom:link", "guid", "id", "pubDate", "published", "updated", "dc:date", "dc:title"],
  ...["author", "dc:creator", "name", "enclosure", "picture"],
]);
const dates: ReadonlySet<string> = new Set(["pubDate", "published", "updated", "dc:date"]);

/** What the outermost element is to a feed; undefined for what is in no feed. `name` is ours. */
export function outermost(name: string): (Known & Pick<FeedTree, "format">) | undefined {
  const plain = name.toLowerCase().replace(/^atom:/, "");
  if (plain === "feed") return { name: plain, kind: "head", format: "atom" };
  if (plain === "channel") return { name: plain, kind: "head", format: "rss" };
  if (plain === "rss" || plain === "rdf:rdf") return { name: plain, kind: "group", format: "rss" };
  return undefined;
}

/** What an element within another is to a feed; undefined for what nobody asks for. `name` is ours. */
export function within(outer: Known, name: string, format: FeedTree["format"]): Known | undefined {
  if (name === "item" || name === "entry") return { name, kind: "item" };
  if (outer.kind === "group" && /^channel$/i.test(name)) return { name: "channel", kind: "head" };
  const ours = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
  if (ours === "text" || ours === "teaser") return outer.kind === "head" ? undefined : { name: ours, kind: "markup" };
  if (ours === "media:group" || (ours === "author" && format === "atom")) return { name: ours, kind: "group" };
  return leaves.has(ours) ? { name: ours, kind: "leaf" } : undefined;
}

export function isDate({ name }: Known): boolean {
  return dates.has(name);
}
