import { describe, expect, it } from "vitest";
import { youTubeAddress } from "../../../../jobs/services/feeds/feed-addresses.ts";
import { findFeeds } from "../../../../jobs/services/feeds/find-feeds.ts";
import { parseOpml, writeOpml } from "../../../../jobs/services/feeds/opml.ts";
import { createHttpClient } from "../../../../jobs/services/http/http-client.ts";
import { rssOf } from "../../../support/open-sources.ts";
import { document, type Outside, redirect, serveOutside } from "../../../support/outside.ts";

const html = { "content-type": "text/html" };

async function found(outside: Outside, url: string) {
  const client = createHttpClient({ allowedHosts: [outside.host] });
  const { feeds } = await findFeeds(client, url, new AbortController().signal);
  return feeds.map((each) => [each.url.replace(outside.url, ""), each.feed.title]);
}

describe("the feeds of an address", () => {
  it("are itself, when it is one", async () => {
    const outside = await serveOutside();
    expect(await found(outside, outside.at("/feed", document(rssOf("F"))))).toEqual([["/feed", "F"]]);
  });

  it("are at its new address when it moved for good", async () => {
    const outside = await serveOutside();
    outside.at("/new", document(rssOf("F")));
    expect(await found(outside, outside.at("/old", redirect(301, "/new")))).toEqual([["/new", "F"]]);
    expect(await found(outside, outside.at("/now", redirect(302, "/new")))).toEqual([["/now", "F"]]);
  });

  it("are those that the page names, comments last, without those that are none", async () => {
    const outside = await serveOutside();
    const link = (href: string) => `<link rel="alternate" type="application/rss+xml" href="${href}">`;
    outside.at("/comments", document(rssOf("C")));
    outside.at("/main", document(rssOf("M")));
    outside.at("/no", document("<html>", html));
    const page = document(
      `<html><head>${link("comments")}${link("/main")}${link("/no")}${link("javascript:x")}</head>`,
      html,
    );
    expect(await found(outside, outside.at("/", page))).toEqual([
      ["/main", "M"],
      ["/comments", "C"],
    ]);
  });

  it("are where feeds usually are, when the page names none", async () => {
    const outside = await serveOutside();
    outside.at("/atom.xml", document(rssOf("U")));
    expect(await found(outside, outside.at("/blog", document("<html>", html)))).toEqual([["/atom.xml", "U"]]);
  });
});

describe("a YouTube channel", () => {
  const id = "UCabcdefghijklmnopqrstuv";
  const feed = `https://www.youtube.com/feeds/videos.xml?channel_id=${id}`;
  it.each([
    [id, feed],
    [`https://www.youtube.com/channel/${id}/videos`, feed],
    [
      "youtube.com/playlist?list=PL0123456789abcdef",
      "https://www.youtube.com/feeds/videos.xml?playlist_id=PL0123456789abcdef",
    ],
    ["@some.name", "https://www.youtube.com/@some.name"],
    ["https://example.org/channel/x", undefined],
    ["not an address at all", undefined],
  ])("written as %s is fetched at %s", (written, address) => expect(youTubeAddress(written)).toBe(address));
});

describe("OPML", () => {
  it("comes back as it was written", () => {
    const outlines = [
      { title: 'A & "B" <c>', url: "https://a.example/?x=1&y=2", siteUrl: "https://a.example/" },
      { title: "Plain", url: "https://b.example/feed", siteUrl: null },
    ];
    expect(parseOpml(writeOpml(outlines, 0))).toEqual(outlines);
  });

  it("is not what other documents are taken for", () => {
    expect(parseOpml('<html><outline xmlUrl="https://a.example/"/></html>')).toBeUndefined();
    expect(parseOpml("")).toBeUndefined();
  });

  it("with a declared entity has it as text", () => {
    const text =
      '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;" xmlUrl="https://a.example/"/></body></opml>';
    expect(parseOpml(text)).toEqual([{ title: "&x;", url: "https://a.example/", siteUrl: null }]);
  });
});
