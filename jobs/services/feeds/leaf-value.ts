import { feedTime } from "./dates.ts";
import { isDate, type Known } from "./element-kinds.ts";
import type { Element, FeedTree } from "./feed-tree.ts";
import { webUrl } from "./links.ts";

type Leaf = {
  readonly known: Known;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly format: FeedTree["format"];
  /** What links are relative to. */
  readonly base: string;
};

/** What is kept of an element of text, as rss-parser expects it; undefined when it says nothing. */
export function leafValue({ known, text, attributes, format, base }: Leaf): string | Element | undefined {
  if (isDate(known)) return isoTime(text);
  if (known.name === "picture") return pictureUrl(attributes, base);
  if (known.name === "enclosure") return { $: { ...attributes } };
  if (known.name === "atom:link" || (known.name === "link" && format === "atom")) {
    const href = webUrl(attributes.href ?? text, base);
    // Without a relation it is the page itself (RFC 4287, 4.2.7.2).
    return href === null ? undefined : { $: { href, rel: attributes.rel ?? "alternate" } };
  }
  if (known.name === "link") return webUrl(text, base) ?? undefined;
  return text || undefined;
}

/** rss-parser gives up on a feed with a date that is none. */
function isoTime(text: string): string | undefined {
  const time = feedTime(text);
  return time === null ? undefined : new Date(time).toISOString();
}

function pictureUrl({ url, type, medium }: Leaf["attributes"], base: string): string | undefined {
  const isPicture = type ? type.startsWith("image/") : medium === undefined || medium === "image";
  return (isPicture && url !== undefined && webUrl(url, base)) || undefined;
}
