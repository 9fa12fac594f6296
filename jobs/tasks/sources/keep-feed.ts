import { createRawItems, insertRawItems, type NewRawItem } from "../../content/raw-items.ts";
import { createSources, type SourceChange } from "../../content/sources.ts";
import type { Source } from "../../model/news.ts";
import type { Feed, FeedItem } from "../../services/feeds/feed.ts";
import type { Validators } from "../../services/http/http-client.ts";
import type { SourceParts } from "./source-parts.ts";

/** A body with fewer characters, markup not counted, is a summary of its page. */
const summaryCharacters = 800;
/** Pages that are wanted of one feed at once: the first look at a feed of years would fetch them all. */
const mostWanted = 20;
/** Items of one feed that are written in one transaction with those of others. */
const mostTogether = 300;

type RawItems = ReturnType<typeof createRawItems>;

export type Kept = {
  readonly newItems: number;
  /** Ids of the new items whose page is to be fetched. */
  readonly wanted: readonly number[];
  /** Its new address, if it has one from now on. */
  readonly movedTo: string | null;
};

type Read = {
  readonly feed: Feed;
  readonly validators: Validators;
  /** Where it moved for good; null when it did not. */
  readonly movedTo: string | null;
};

/** Stores what is new in a feed, and that it is well. Twice the same changes nothing. */
export async function keepFeed(parts: SourceParts, source: Source, read: Read): Promise<Kept> {
  const { now, rawItems, write } = parts;
  const items = read.feed.items.map((item) => rawItem(source, item));
  // The items of a long feed first, in transactions of their own: a kill then costs another look at the feed, and no item.
  const earlier = items.length > mostTogether ? await rawItems.add(items, now()) : [];
  return write(async (transaction) => {
    const at = now();
    const ids = items.length > mostTogether ? earlier : await insertRawItems(transaction, items, at);
    const known = createRawItems(transaction);
    const wanted = wantsPages(parts, source) ? await summaries(known, ids.slice(0, mostWanted)) : [];
    if (wanted.length > 0) await known.wantContent(wanted);
    const sources = createSources(transaction);
    // Another source may have the new address already: then both stay as they are.
    const isFree = read.movedTo !== null && (await sources.byUrl(read.movedTo)) === undefined;
    const movedTo = isFree ? read.movedTo : null;
    await sources.update(source.id, { ...well(source, at), ...changes(source, { ...read, movedTo }) });
    return { newItems: ids.length, wanted, movedTo };
  });
}

/** The feed has not changed: it is well. */
export async function keepUnchanged({ write, now }: SourceParts, source: Source): Promise<void> {
  await write((transaction) => createSources(transaction).update(source.id, well(source, now())));
}

/** It was fetched, and is due again after its interval. */
function well({ intervalMs }: Source, at: number): SourceChange {
  return { lastFetchedAt: at, lastSuccessAt: at, nextFetchAt: at + intervalMs, failures: 0, lastError: null };
}

function changes({ siteUrl }: Source, { feed, validators, movedTo }: Read): SourceChange {
  return {
    ...{ etag: validators.etag, lastModified: validators.lastModified },
    ...(siteUrl === null && { siteUrl: feed.siteUrl }),
    ...(movedTo !== null && { url: movedTo }),
  };
}

function rawItem({ id }: Source, { key, link, title, author, publishedAt, html, imageUrl }: FeedItem): NewRawItem {
  return { sourceId: id, key, link, title, author, publishedAt, html, leadImage: imageUrl };
}

/** The demo's pages are not there, and a video's has no text. */
function wantsPages({ fullText }: SourceParts, { kind, demo }: Source): boolean {
  return fullText && kind === "rss" && !demo;
}

async function summaries(rawItems: RawItems, ids: readonly number[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const id of ids) {
    const item = await rawItems.get(id);
    const length = (item?.html ?? "").replace(/<[^<>]{0,2000}>/g, "").length;
    if (item?.link && length < summaryCharacters) found.push(id);
  }
  return found;
}
