import { JobdeckError } from "../../model/errors.ts";
import type { Source } from "../../model/news.ts";
import { FeedError } from "../../services/feeds/feed.ts";
import { type Found, type FoundFeed, findFeeds } from "../../services/feeds/find-feeds.ts";
import type { Outline } from "../../services/feeds/opml.ts";
import { ServiceError } from "../../services/service-error.ts";
import { keepFeed } from "./keep-feed.ts";
import type { SourceParts } from "./source-parts.ts";

export type AddedSource = { readonly source: Source; readonly added: boolean; readonly newItems: number };

/**
 * The feeds that an address is or names.
 *
 * @throws JobdeckError BAD_INPUT, with the reason, when the address cannot be got or read
 */
export async function detectFeeds({ client }: SourceParts, address: string, signal: AbortSignal): Promise<Found> {
  try {
    return await findFeeds(client, address, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServiceError) throw new JobdeckError("BAD_INPUT", error.message, { cause: error });
    if (error instanceof FeedError)
      throw new JobdeckError("BAD_INPUT", `${address} cannot be read as a feed. ${error.message}`, { cause: error });
    throw error;
  }
}

/**
 * Adds the feed that an address is or names, with the items that it has now. One that is a source already stays as it is.
 *
 * @throws JobdeckError BAD_INPUT when there is no feed, or more than one to choose from
 */
export async function addSource(
  parts: SourceParts,
  {
    address,
    title,
    signal,
  }: { readonly address: string; readonly title?: string | undefined; readonly signal: AbortSignal },
): Promise<AddedSource> {
  const known = await parts.sources.byUrl(address.trim());
  if (known) return { source: known, added: false, newItems: 0 };
  const { feeds } = await detectFeeds(parts, address, signal);
  const [feed] = feeds;
  if (!feed)
    throw new JobdeckError(
      "BAD_INPUT",
      `There is no feed at ${address}, and its page names none. Give the feed's own address.`,
    );
  return addFeed(parts, feed, title);
}

/** Adds a feed that was found, with its items. */
export async function addFeed(parts: SourceParts, found: FoundFeed, title?: string): Promise<AddedSource> {
  const { url, kind, feed, fetched } = found;
  const values = { kind, url, title: title ?? feed.title.slice(0, 300), siteUrl: feed.siteUrl };
  const { id, added } = await parts.sources.add(values, parts.now());
  const source = await known(parts, id);
  if (!added) return { source, added, newItems: 0 };
  const { newItems } = await keepFeed(parts, source, { feed, validators: fetched.validators, movedTo: null });
  return { source: await known(parts, id), added, newItems };
}

export type OpmlOutcome = {
  readonly added: readonly Source[];
  readonly known: readonly string[];
  readonly refused: readonly { readonly address: string; readonly reason: string }[];
};

/** Adds the feeds of an OPML file as sources, without a look at them: they are due at once. */
export async function addOutlines(parts: SourceParts, outlines: readonly Outline[]): Promise<OpmlOutcome> {
  const outcome = {
    added: [] as Source[],
    known: [] as string[],
    refused: [] as { address: string; reason: string }[],
  };
  for (const { title, url: address, siteUrl } of outlines) {
    const reason = outlineProblem(parts, address);
    if (reason !== undefined) {
      outcome.refused.push({ address, reason });
      continue;
    }
    const { href: url } = new URL(address);
    const kind = /^https:\/\/www\.youtube\.com\/feeds\//.test(url) ? "youtube" : "rss";
    const { id, added } = await parts.sources.add({ kind, url, title, siteUrl }, parts.now());
    if (added) outcome.added.push(await known(parts, id));
    else outcome.known.push(url);
  }
  return outcome;
}

/** Why a feed of an OPML file cannot be a source; undefined when it can. */
export function outlineProblem({ client }: Pick<SourceParts, "client">, address: string): string | undefined {
  return client.problem(address);
}

async function known({ sources }: SourceParts, id: number): Promise<Source> {
  const source = await sources.get(id);
  if (source) return source;
  throw new JobdeckError("NOT_FOUND", `Source ${id} was removed while it was added.`);
}
