import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type LocalServer, serveLocally } from "./local-server.ts";
import { type WrittenFeed, writeFeed, writePage } from "./sample-feeds.ts";
import type { SampleFeed } from "./sample-news.ts";

export type FeedsStandIn = LocalServer & {
  /** Where the feed of each outlet is, by the outlet's id. */
  readonly feeds: ReadonlyMap<string, string>;
};

type FeedsOptions = {
  readonly feeds: readonly SampleFeed[];
  /** What the hours of the articles are counted from; UTC milliseconds. */
  readonly now: number;
  /** Taken when it is free: then links that were made before lead where they led. Default: any. */
  readonly port?: number | undefined;
};

/**
 * The web of the demo: sample feeds, which answer that nothing has changed to who knows them, and the pages of their
 * articles. It listens on the loopback address only.
 */
export async function startFeedsStandIn({ feeds, now, port }: FeedsOptions): Promise<FeedsStandIn> {
  const documents = new Map<string, WrittenFeed>();
  const server = await serveLocally(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const found = documents.get(pathname);
    if (found) send(found, request.headers["if-none-match"], response);
    else response.writeHead(404, { "content-type": "text/plain" }).end("There is no such sample.");
  }, port);
  for (const feed of feeds) {
    documents.set(feedPath(feed), writeFeed({ feed, url: server.url, now }));
    for (const article of feed.articles) documents.set(`/${feed.id}/${article.slug}`, writePage({ feed }, article));
  }
  return { ...server, feeds: new Map(feeds.map((feed) => [feed.id, server.url + feedPath(feed)])) };
}

function feedPath({ id }: SampleFeed): string {
  return `/${id}/feed`;
}

function send({ contentType, body }: WrittenFeed, known: string | undefined, response: ServerResponse): void {
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`;
  if (known === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { etag, "content-type": contentType }).end(body);
}
