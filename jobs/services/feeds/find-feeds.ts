import type { Fetched, HttpClient } from "../http/http-client.ts";
import { readMarkup } from "../read-markup.ts";
import { ServiceError } from "../service-error.ts";
import { decodeText } from "./decode-text.ts";
import { type Feed, FeedError } from "./feed.ts";
import { feedTypes, feedUrlInPage, isYouTubeFeed, youTubeAddress } from "./feed-addresses.ts";
import { webUrl } from "./links.ts";
import { parseFeed } from "./parse-feed.ts";

export const feedRequest = {
  accept: `${feedTypes.join(", ")}, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5`,
  maxBytes: 10 * 1_048_576,
  timeoutMs: 15_000,
} as const;

/** A feed that was fetched and read. */
export type FoundFeed = {
  /** What it is to be fetched by from now on. */
  readonly url: string;
  readonly kind: "rss" | "youtube";
  readonly feed: Feed;
  readonly fetched: Extract<Fetched, { kind: "document" }>;
};

export type Found = {
  readonly feeds: readonly FoundFeed[];
  /** What is at the address itself, when that is no feed. */
  readonly page: Extract<Fetched, { kind: "document" }> | undefined;
};

/** Links of a page that are looked at, and where feeds usually are when a page names none. */
const mostCandidates = 6;
const usualPaths = ["feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss", "feed.json"];

/**
 * The feeds that an address is, or that its page names, or that are where feeds usually are. YouTube's channels and lists
 * are known by their addresses.
 *
 * @param address as a person writes it: "example.org" will do
 * @throws ServiceError when the address cannot be got
 */
export async function findFeeds(client: HttpClient, address: string, signal: AbortSignal): Promise<Found> {
  const url = youTubeAddress(address) ?? wholeAddress(address);
  const fetched = await client.get(url, { ...feedRequest, signal });
  if (fetched.kind !== "document") return { feeds: [], page: undefined };
  const feed = await feedIn(fetched);
  if (feed) return { feeds: [foundFeed(url, feed, fetched)], page: undefined };
  const named = linksOf(fetched).slice(0, mostCandidates);
  const feeds = named.length > 0 ? await readAll(client, named, signal) : [];
  if (feeds.length > 0) return { feeds, page: fetched };
  const usual = usualPaths.map((path) => new URL(`/${path}`, fetched.url).href);
  return { feeds: await readAll(client, usual, signal, 1), page: fetched };
}

/** The feed of a document; undefined when it is none. @throws FeedError for one that cannot be read */
async function feedIn({ bytes, contentType, url }: FoundFeed["fetched"]): Promise<Feed | undefined> {
  try {
    return await parseFeed(bytes, { contentType, url });
  } catch (error) {
    if (error instanceof FeedError && error.problem === "not-a-feed") return undefined;
    throw error;
  }
}

async function readAll(
  client: HttpClient,
  urls: readonly string[],
  signal: AbortSignal,
  most = mostCandidates,
): Promise<readonly FoundFeed[]> {
  const found: FoundFeed[] = [];
  for (const url of urls) {
    if (found.length >= most) break;
    try {
      const fetched = await client.get(url, { ...feedRequest, signal });
      const feed = fetched.kind === "document" ? await feedIn(fetched) : undefined;
      if (feed && fetched.kind === "document") found.push(foundFeed(url, feed, fetched));
    } catch (error) {
      // A candidate that is not there is none; others may be.
      if (!(error instanceof ServiceError) && !(error instanceof FeedError)) throw error;
    }
  }
  return found.filter(({ url }, index) => found.findIndex((each) => each.url === url) === index);
}

function foundFeed(asked: string, feed: Feed, fetched: FoundFeed["fetched"]): FoundFeed {
  const url = fetched.movedTo ?? asked;
  return { url, kind: isYouTubeFeed(url) ? "youtube" : "rss", feed, fetched };
}

/** The feeds that a page names in its head, first those that are not of comments. */
function linksOf({ bytes, contentType, url }: FoundFeed["fetched"]): readonly string[] {
  const html = decodeText(bytes, contentType);
  const channel = feedUrlInPage(url, html);
  if (channel !== undefined) return [channel];
  const found: { href: string; title: string }[] = [];
  readMarkup(html, {
    onopentag: (name, attributes) => {
      const { rel = "", type = "", href = "", title = "" } = attributes;
      if (name !== "link" || !/\balternate\b/i.test(rel)) return;
      if (!feedTypes.includes(type.split(";")[0]?.trim().toLowerCase() ?? "")) return;
      const target = webUrl(href, url);
      if (target !== null) found.push({ href: target, title });
    },
  });
  const isOfComments = ({ href, title }: { href: string; title: string }) => /comment|kommentar/i.test(href + title);
  const ordered = [...found.filter((each) => !isOfComments(each)), ...found.filter(isOfComments)];
  return [...new Set(ordered.map(({ href }) => href))];
}

/** @throws ServiceError for what cannot be an address */
function wholeAddress(address: string): string {
  const trimmed = address
    .trim()
    .replace(/^feed:(\/\/)?(?=https?:)/i, "")
    .replace(/^feed:\/\//i, "https://");
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (URL.canParse(whole)) return new URL(whole).href;
  const said = `"${address.slice(0, 200)}" is no address of the web. Write it like https://example.org/feed.`;
  throw new ServiceError(said, { kind: "item" });
}
