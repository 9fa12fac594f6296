import { describe, expect, it } from "vitest";
import { readPage } from "../../../../jobs/services/pages/read-page.ts";

const read = (html: string | Uint8Array, contentType = "text/html; charset=utf-8") =>
  readPage(typeof html === "string" ? Buffer.from(html) : html, { contentType, url: "https://page.example/a/b" });

const words = "<p>The tide comes in, and the tide goes out, twice a day and a little more than that.</p>".repeat(12);
const page = (head: string, body: string) => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

describe("the article of a page", () => {
  it("comes with its picture, author, time and address", async () => {
    const head = `<title>Tides</title><meta name="author" content=" Ines  Holm "><link rel="canonical" href="/tides">
      <meta property="og:image" content="tide.jpg"><meta property="article:published_time" content="2024-03-01T10:00:00Z">`;
    expect(await read(page(head, `<nav>Home</nav><article>${words}</article>`))).toMatchObject({
      ...{ title: "Tides", author: "Ines Holm", canonicalUrl: "https://page.example/tides" },
      ...{ leadImage: "https://page.example/a/tide.jpg", publishedAt: Date.UTC(2024, 2, 1, 10) },
      text: expect.stringMatching(/^The tide comes in/),
    });
  });

  it("is read in the page's charset", async () => {
    const html = page('<meta charset="windows-1252">', `<article>${words.replaceAll("tide", "Gr\xf6\xdfe")}</article>`);
    expect((await read(Buffer.from(html, "latin1"), "text/html")).text).toContain("Größe");
  });

  it("has no script, and none of it was run", async () => {
    const script =
      "<script>globalThis.hacked = 1; document.title = 'x'</script><img src=x onerror='globalThis.hacked = 1'>";
    const article = await read(page(`<title>T</title>${script}`, `<article>${words}${script}</article>`));
    expect(article.html).not.toMatch(/<script/i);
    expect(globalThis).not.toHaveProperty("hacked");
  });

  it("has no picture that leads anywhere but into the web", async () => {
    const head = '<meta property="og:image" content="javascript:alert(1)">';
    expect((await read(page(head, `<article>${words}</article>`))).leadImage).toBeNull();
  });

  it.each([
    ["says nothing", page("", "<p>Please log in</p>"), "text/html", /no article/],
    ["is empty", "", "text/html", /no article|make no sense/],
    ["is a picture", "x", "image/png", /no page but image\/png/],
    ["has too many elements", page("", "<p>a".repeat(70_000)), "text/html", /60000 elements/],
    ["is nothing but brackets", "<".repeat(1_000_000), "text/html", /60000 elements/],
  ])("is not found in one that %s", async (_what, html, type, message) => {
    await expect(read(html, type)).rejects.toMatchObject({
      name: "PageError",
      message: expect.stringMatching(message),
    });
  });

  it("of a page that is nested without end is read or refused", async () => {
    const deep = page("", `${"<div>".repeat(30_000)}${words}`);
    await read(deep).catch((error: unknown) => expect(error).toMatchObject({ name: "PageError" }));
  });
});
