import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { feedOf } from "../feeds/sample-feed.ts";

/**
 * Feeds that cost next to nothing to serve, in a process of their own: `feed-server.ts ITEMS`. `/7` is the seventh. Tells
 * the parent its port, and on each message how many requests came since the last, and how many of them had a validator.
 */
const [, , items = "100"] = process.argv;
let counts = { all: 0, conditional: 0 };

const server = createServer((request, response) => {
  const etag = `"${request.url}"`;
  const known = request.headers["if-none-match"] === etag;
  counts = { all: counts.all + 1, conditional: counts.conditional + (known ? 1 : 0) };
  if (known) response.writeHead(304).end();
  else
    response
      .writeHead(200, { etag, "content-type": "application/rss+xml" })
      .end(feedOf(Number(request.url?.slice(1)), Number(items)));
});

process.on("message", () => {
  process.send?.({ counts });
  counts = { all: 0, conditional: 0 };
});
process.once("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
