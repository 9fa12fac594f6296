import type { NewRawItem } from "../../content/raw-items.ts";
import type { Source } from "../../model/news.ts";
import type { Feed, FeedItem } from "../../services/feeds/feed.ts";
import type { Validators } from "../../services/http/http-client.ts";
import type { SourceParts } from "./source-parts.ts";

/** A body with fewer characters, markup not counted, is a summary of its page. */
const summaryCharacters = 800;
/** Pages that are wanted of one feed at once: the first look at a feed of years would fetch them all. */
const mostWanted = 20;

export type Kept = {
  readonly newItems: number;
  /** Ids of the new items whose page is to be fetched. */
  readonly wanted: readonly number[];
};

/** Stores what is new in a feed. Twice the same changes nothing. */
export async function keepItems(parts: SourceParts, source: Source, feed: Feed): Promise<Kept> {
  const ids = await parts.rawItems.add(
    feed.items.map((item) => rawItem(source, item)),
    parts.now(),
  );
  const wanted = wantsPages(parts, source) ? await summaries(parts, ids.slice(0, mostWanted)) : [];
  if (wanted.length > 0) await parts.rawItems.wantContent(wanted);
  return { newItems: ids.length, wanted };
}

/** The feed was read: it is well, and due again after its interval. */
export async function keepSuccess(
  { sources, now }: SourceParts,
  source: Source,
  { validators, feed, url }: { readonly validators?: Validators; readonly feed?: Feed; readonly url?: string },
): Promise<void> {
  const at = now();
  await sources.update(source.id, {
    ...{ lastFetchedAt: at, lastSuccessAt: at, nextFetchAt: at + source.intervalMs, failures: 0, lastError: null },
    ...(validators && { etag: validators.etag, lastModified: validators.lastModified }),
    ...(feed && source.siteUrl === null && { siteUrl: feed.siteUrl }),
    ...(url !== undefined && { url }),
  });
}

function rawItem({ id }: Source, { key, link, title, author, publishedAt, html, imageUrl }: FeedItem): NewRawItem {
  return { sourceId: id, key, link, title, author, publishedAt, html, leadImage: imageUrl };
}

/** The demo's pages are not there, and a video's has no text. */
function wantsPages({ fullText }: SourceParts, { kind, demo }: Source): boolean {
  return fullText && kind === "rss" && !demo;
}

async function summaries({ rawItems }: SourceParts, ids: readonly number[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const id of ids) {
    const item = await rawItems.get(id);
    const length = (item?.html ?? "").replace(/<[^<>]{0,2000}>/g, "").length;
    if (item?.link && length < summaryCharacters) found.push(id);
  }
  return found;
}
