/** The media types of feeds, as pages name them in links. */
export const feedTypes: readonly string[] = [
  ...["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"],
];

const youTubeHosts: ReadonlySet<string> = new Set(["youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"]);
const youTubeFeeds = "https://www.youtube.com/feeds/videos.xml";
const channelId = /^UC[\w-]{22}$/;

/**
 * What is fetched for a channel of YouTube as a person writes it: its feed for an id or an address with one, its page for a
 * handle (the page names the id). Undefined for what is nothing of YouTube's.
 */
export function youTubeAddress(address: string): string | undefined {
  const text = address.trim();
  if (channelId.test(text)) return `${youTubeFeeds}?channel_id=${text}`;
  if (/^@[\w.-]{3,30}$/.test(text)) return `https://www.youtube.com/${text}`;
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return undefined;
  const { hostname, pathname, searchParams } = new URL(whole);
  if (!youTubeHosts.has(hostname)) return undefined;
  const list = searchParams.get("list");
  if (list !== null && /^[\w-]{10,64}$/.test(list)) return `${youTubeFeeds}?playlist_id=${list}`;
  const [, first, second] = pathname.split("/");
  if (first === "channel" && second !== undefined && channelId.test(second))
    return `${youTubeFeeds}?channel_id=${second}`;
  return undefined;
}

export function isYouTubeFeed(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  return youTubeHosts.has(hostname) && pathname.startsWith("/feeds/");
}

/** The feed of the channel whose page this is; undefined for other pages. */
export function feedUrlInPage(url: string, html: string): string | undefined {
  if (!youTubeHosts.has(new URL(url).hostname)) return undefined;
  const found = /itemprop="identifier" content="(UC[\w-]{22})"|"(?:channelId|externalId)":"(UC[\w-]{22})"/.exec(html);
  const id = found?.[1] ?? found?.[2];
  return id === undefined ? undefined : `${youTubeFeeds}?channel_id=${id}`;
}
