import { messageOf } from "../../model/errors.ts";
import type { Source } from "../../model/news.ts";
import { type Feed, FeedError } from "../../services/feeds/feed.ts";
import { feedRequest } from "../../services/feeds/find-feeds.ts";
import { parseFeed } from "../../services/feeds/parse-feed.ts";
import type { Fetched } from "../../services/http/http-client.ts";
import { ServiceError } from "../../services/service-error.ts";
import { backOffMs } from "./back-off.ts";
import { keepFeed, keepUnchanged } from "./keep-feed.ts";
import type { SourceParts } from "./source-parts.ts";

export type SourceOutcome =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "read";
      readonly newItems: number;
      readonly wanted: readonly number[];
      /** What is noteworthy: more items than are taken, another address. */
      readonly notes: readonly string[];
    }
  | { readonly kind: "failed"; readonly error: ServiceError };

/**
 * Fetches one source and stores what is new. What happened is kept with the source: when it is due again, its failures and
 * the reason; gone (410) turns it off; moved for good changes its address once the new one proves to be a feed.
 *
 * @throws the signal's reason; errors of the database
 */
export async function fetchSource(parts: SourceParts, source: Source, signal: AbortSignal): Promise<SourceOutcome> {
  try {
    const known = { etag: source.etag, lastModified: source.lastModified };
    const fetched = await parts.client.get(source.url, { ...feedRequest, signal, known });
    if (fetched.kind === "document") return await readSource(parts, source, fetched);
    await keepUnchanged(parts, source);
    return { kind: "unchanged" };
  } catch (error) {
    signal.throwIfAborted();
    const failure = asServiceError(error);
    await keepFailure(parts, source, failure);
    return { kind: "failed", error: failure };
  }
}

async function readSource(
  parts: SourceParts,
  source: Source,
  fetched: Extract<Fetched, { kind: "document" }>,
): Promise<SourceOutcome> {
  const { bytes, contentType, validators, movedTo } = fetched;
  const feed = await parseFeed(bytes, { contentType, url: fetched.url });
  const { newItems, wanted, movedTo: newAddress } = await keepFeed(parts, source, { feed, validators, movedTo });
  return { kind: "read", newItems, wanted, notes: notesOf(feed, newAddress) };
}

function notesOf({ items, itemsInFeed }: Feed, movedTo: string | null): readonly string[] {
  return [
    ...(itemsInFeed > items.length ? [`Only the first ${items.length} of ${itemsInFeed} items are taken.`] : []),
    ...(movedTo === null ? [] : [`It moved for good, and is fetched from ${movedTo} now.`]),
  ];
}

async function keepFailure({ sources, now }: SourceParts, source: Source, error: ServiceError): Promise<void> {
  const at = now();
  const failures = source.failures + 1;
  await sources.update(source.id, {
    ...{ lastFetchedAt: at, failures, lastError: error.message },
    nextFetchAt: at + backOffMs(failures, error.retryAfterMs),
    ...(error.status === 410 && {
      enabled: false,
      disabledReason: "The server says that this feed is gone for good (410).",
    }),
  });
}

/** @throws what is no fault of the feed or its server */
function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof FeedError)
    return new ServiceError(`It cannot be read as a feed. ${messageOf(error)}`, { kind: "item" }, error);
  throw error;
}
