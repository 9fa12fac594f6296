import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Feed } from "../../../../jobs/services/feeds/feed.ts";
import { parseFeed } from "../../../../jobs/services/feeds/parse-feed.ts";
import { root } from "../../../support/paths.ts";
import { threadCpuMs } from "../../../support/thread-cpu.ts";

const parse = (text: string | Uint8Array, contentType = "text/xml", url = "https://from.example/feed"): Promise<Feed> =>
  parseFeed(typeof text === "string" ? Buffer.from(text) : text, { contentType, url });

const fixture = (name: string) =>
  parse(readFileSync(path.join(root, "test", "fixtures", "feeds", name)), "", "https://harbour.example/feed.xml");

const rss = (content: string) => `<rss version="2.0"><channel><title>T</title>${content}</channel></rss>`;

describe("a feed", () => {
  it("of RSS is read with all that its items say", async () => {
    expect(await fixture("rss.xml")).toEqual({
      ...{ format: "rss", title: "Harbour & Tide", siteUrl: "https://harbour.example/", itemsInFeed: 4 },
      items: [
        {
          ...{ key: "harbour-1", link: "https://harbour.example/news/ferries", author: "Ines Holm" },
          title: "Ferries run again – after nine days",
          html: "<p>The ferries <b>run</b> again &amp; on time.</p>",
          publishedAt: Date.UTC(2024, 9, 2, 13),
          imageUrl: "https://harbour.example/ferry.jpg",
        },
        {
          ...{ key: "https://harbour.example/news/2", link: "https://harbour.example/news/2", author: null },
          ...{
            title: "No guid, no date",
            html: "Text with <i>markup</i>\u00a0and é.",
            publishedAt: null,
            imageUrl: null,
          },
        },
        {
          ...{ key: "https://harbour.example/news/3", link: "https://harbour.example/news/3", author: null, title: "" },
          ...{ html: "Only a guid that is an address", publishedAt: null, imageUrl: null },
        },
        {
          ...{ key: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), link: null, author: null, title: "" },
          ...{ html: "Nothing but a text", publishedAt: null, imageUrl: null },
        },
      ],
    });
  });

  it("of Atom is read with markup in its own order, links from its own base", async () => {
    const feed = await fixture("atom.xml");
    expect(feed).toMatchObject({ format: "atom", title: "Tools &amp; Trade", siteUrl: "https://tools.example/blog/" });
    expect(feed.items).toMatchObject([
      {
        ...{ key: "urn:tools:1", title: "A sharp plane", link: "https://tools.example/blog/plane", author: "K. Ito" },
        html: expect.stringContaining("<p>First <b>one</b>, then &amp; another.</p>"),
        publishedAt: Date.UTC(2024, 1, 29, 6, 30),
      },
      { key: "urn:tools:2", title: "Plain", link: null, html: "<p>Escaped</p>", publishedAt: Date.UTC(2024, 1, 28) },
    ]);
  });

  it("of Atom may have any prefix", async () => {
    expect(await fixture("prefixed-atom.xml")).toMatchObject({
      ...{ title: "Prefixed", items: [{ title: "One", link: "https://prefixed.example/1", key: "p1" }] },
    });
  });

  it("of Atom 0.3 is read", async () => {
    expect(await fixture("atom-0.3.xml")).toMatchObject({
      ...{ title: "From 2004", items: [{ publishedAt: Date.UTC(2004, 0, 2, 3, 4, 5), html: "Old text" }] },
    });
  });

  it("of RDF is read", async () => {
    expect(await fixture("rdf.xml")).toMatchObject({
      ...{ format: "rss", title: "Triples", siteUrl: "https://rdf.example/" },
      items: [
        { title: "One", author: "R.", publishedAt: Date.UTC(2024, 4, 5, 22, 8, 9) },
        { title: "Two", author: null },
      ],
    });
  });

  it("of a YouTube channel has the pictures and texts of its videos", async () => {
    expect((await fixture("youtube.xml")).items).toMatchObject([
      {
        ...{ title: "A video", html: "What it is about", link: "https://www.youtube.com/watch?v=aaaaaaaaaaa" },
        imageUrl: "https://i.ytimg.com/vi/aaaaaaaaaaa/hqdefault.jpg",
      },
    ]);
  });

  it("of JSON is read, and what is wrong in an item left out", async () => {
    const feed = await fixture("feed.json");
    expect(feed).toMatchObject({ format: "json", title: "As JSON", siteUrl: "https://json.example/", itemsInFeed: 4 });
    expect(feed.items).toMatchObject([
      { key: "7", title: "Seven", author: "S.", html: "<p>7</p>", imageUrl: "https://json.example/7.png" },
      { key: "8", link: null, html: "1 &lt; 2" },
      { key: "9", title: "", html: "a title that is none" },
    ]);
  });

  it("that is not well-formed is read as far as can be", async () => {
    expect(await fixture("broken.xml")).toMatchObject({
      title: "Broken & mended",
      items: [
        { title: "A < B", link: "https://broken.example/?a=1&b=2&copy=3", html: expect.stringContaining("Not closed") },
        { title: "Quotes", link: "https://broken.example/2" },
      ],
    });
  });

  it("in Latin-1 is read as such, whatever is left of what the server says", async () => {
    expect(await fixture("latin1.xml")).toMatchObject({ title: "Café", items: [{ title: "Naïve" }] });
  });

  it.each([
    ["a page", "<!doctype html><html><head><title>No</title></head></html>", "not-a-feed"],
    ["nothing", "", "not-a-feed"],
    ["an image", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]), "not-a-feed"],
    ["other XML", "<svg><title>x</title></svg>", "not-a-feed"],
    ["other JSON", '{"version":"1","items":[]}', "not-a-feed"],
    ["JSON that is cut", '{"version":"https://jsonfeed.org/version/1","it', "malformed"],
  ])("is not what %s is taken for", async (_what, text, problem) => {
    await expect(parse(text)).rejects.toMatchObject({ name: "FeedError", problem });
  });

  it("keeps no link that leads anywhere but into the web", async () => {
    const links = [
      "javascript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "vbscript:x",
      "http://",
      "\u0001javascript:x",
    ];
    const feed = await parse(
      rss(links.map((link) => `<item><link>${link}</link><guid>${link}</guid></item>`).join("")),
    );
    expect(
      feed.items.map(({ link }) => link).filter((link) => link !== null && !link.startsWith("https://from.example/")),
    ).toEqual([]);
  });
});

describe("a hostile feed", () => {
  it("with an entity bomb is not expanded", async () => {
    const entities = Array.from({ length: 10 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join("");
    const text = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">${entities}]>${rss("<item><title>&e10;</title></item>")}`;
    expect((await parse(text)).items[0]?.title).toBe("&e10;");
  });

  it("with an external entity (XXE) reads no file and asks nobody", async () => {
    const declared =
      '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:1/"> %y;]>';
    const feed = await parse(declared + rss("<item><title>&x;</title><description>&x;</description></item>"));
    expect(feed.items[0]).toMatchObject({ title: "&x;", html: "&x;" });
  });

  it("with a document type that does not end has no entities either", async () => {
    await expect(parse('<!DOCTYPE rss [ <!ENTITY x "y"> <rss version="2.0">')).rejects.toMatchObject({
      problem: "not-a-feed",
    });
  });

  it("with a script in a title has it as text", async () => {
    const feed = await parse(
      rss(
        "<item><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></item><item><title><![CDATA[<img src=x onerror=alert(1)>]]></title></item>",
      ),
    );
    expect(feed.items.map(({ title }) => title)).toEqual(["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"]);
  });

  it("with NUL bytes and other controls loses these alone", async () => {
    const feed = await parse("\u0000<rss\u0000 version='2.0'><channel><title>a\u0000b\u0007c</title></channel></rss>");
    expect(feed.title).toBe("abc");
  });

  it("with 5,001 items gives 5,000 and says how many there are", async () => {
    const feed = await parse(rss("<item><title>x</title></item>".repeat(5_001)));
    expect(feed.items).toHaveLength(5_000);
    expect(feed.itemsInFeed).toBe(5_001);
  });

  it("nested 256 deep is read, one deeper is not", async () => {
    const nested = (depth: number) => rss(`${"<a>".repeat(depth)}${"</a>".repeat(depth)}<item><title>x</title></item>`);
    expect((await parse(nested(254))).items).toHaveLength(1);
    await expect(parse(nested(255))).rejects.toMatchObject({
      problem: "malformed",
      message: expect.stringMatching(/256 deep/),
    });
  });

  it.each(["__proto__", "constructor", "hasOwnProperty", "toString"])(
    "with elements named %s harms nothing",
    async (name) => {
      const feed = await parse(
        rss(`<${name}>x</${name}><item><${name}>y</${name}><title ${name}="z">t</title></item>`),
      );
      expect(feed.items).toMatchObject([{ title: "t" }]);
      expect(Object.prototype).not.toHaveProperty("x");
    },
  );

  it.each([
    ["tags that are never closed", `<rss><channel><item><description>${"&lt;p".repeat(300_000)}`],
    ["brackets", `<rss><channel>${"<".repeat(1_000_000)}`],
    ["ampersands", `<rss><channel><title>${"&".repeat(1_000_000)}</title>`],
    ["names", `<rss><channel>${Array.from({ length: 100_000 }, (_, at) => `<a${at}/>`).join("")}`],
    ["attributes", `<rss><channel><item ${Array.from({ length: 50_000 }, (_, at) => `a${at}="b"`).join(" ")}>`],
    ["comments that do not end", `<rss><channel>${"<!--".repeat(250_000)}`],
    ["CDATA that does not end", `<rss><channel><title>${"<![CDATA[".repeat(100_000)}`],
    ["declarations", "<!DOCTYPE [".repeat(100_000)],
    ["spaces", `<rss><channel><item><title>a${" ".repeat(1_000_000)}b</title></item>`],
    ["titles", `<rss><channel>${"<title>x</title>".repeat(60_000)}`],
  ])("with very many %s takes no longer for that", async (_what, text) => {
    const begin = threadCpuMs();
    await parse(text).catch((error: unknown) => expect(error).toMatchObject({ name: "FeedError" }));
    // What grows with the square of a length would take minutes.
    expect(threadCpuMs() - begin).toBeLessThan(10_000);
  });
});
