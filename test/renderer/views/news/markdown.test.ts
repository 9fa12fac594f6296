import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { webAddress } from "../../../../renderer/components/reader/external-link.tsx";
import { itemOfLink } from "../../../../renderer/components/reader/item-link.ts";
import { Markdown } from "../../../../renderer/components/reader/markdown.tsx";

const drawn = (text: string) => renderToStaticMarkup(createElement(Markdown, { text, onItem: () => undefined }));

describe("Markdown", () => {
  it("draws headings, lists, quotes and code as elements", () => {
    expect(drawn("# One\n\n- *two* **three**\n\n> four\n\n`five`")).toBe(
      '<div class="reader-text"><h2>One</h2><ul><li><p><em>two</em> <strong>three</strong></p></li></ul>' +
        "<blockquote><p>four</p></blockquote><p><code>five</code></p></div>",
    );
  });

  it.each([
    "<script>alert(1)</script>",
    'text <img src=x onerror="alert(1)"> text',
    "<iframe src=https://evil.example></iframe>",
    "<style>*{display:none}</style>",
  ])("shows HTML as the text that it is: %s", (html) => {
    expect(drawn(html)).not.toMatch(/<(script|img|iframe|style)/);
    expect(drawn(html)).toContain("&lt;");
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>1</script>)",
    "[x](file:///etc/passwd)",
    "[x](https://user:password@evil.example)",
    "<javascript:alert(1)>",
    "[x][1]\n\n[1]: javascript:alert(1)",
  ])("makes no link of %s", (text) => {
    expect(drawn(text)).not.toContain("href");
  });

  it("loads no image: it becomes a link", () => {
    expect(drawn("![map](https://a.example/map.png)")).toContain('href="https://a.example/map.png"');
    expect(drawn("![map](https://a.example/map.png)")).not.toContain("<img");
  });

  it("draws tables, whose cells are text like any other", () => {
    expect(drawn("| a | b |\n|---|--:|\n| `1` | <b>2</b> |")).toBe(
      '<div class="reader-text"><table><thead><tr><th scope="col">a</th><th scope="col" data-align="right">b</th></tr></thead>' +
        '<tbody><tr><td><code>1</code></td><td data-align="right"><span class="dim">&lt;b&gt;</span>2' +
        '<span class="dim">&lt;/b&gt;</span></td></tr></tbody></table></div>',
    );
  });

  it("leads to texts of ours where they are told apart, by buttons and by the names of headings", () => {
    const linkOf = (url: string) => (url === "b.md" ? () => undefined : null);
    const text = "## What can be *typed*?\n\n[b](b.md) [c](c.md)";
    expect(renderToStaticMarkup(createElement(Markdown, { text, linkOf }))).toBe(
      '<div class="reader-text"><h3 tabindex="-1" data-anchor="what-can-be-typed">What can be <em>typed</em>?</h3>' +
        '<p><button type="button" class="link">b</button> <span>c</span></p></div>',
    );
  });

  it("leads to items by buttons, and into the browser by links that give nothing away", () => {
    expect(drawn("[\\[1\\]](jobdeck://item/12)")).toMatch(/<button[^>]*>\[1\]<\/button>/);
    expect(drawn("[a](https://a.example/)")).toMatch(/href="https:\/\/a.example\/" target="_blank" rel="noreferrer"/);
  });
});

describe("itemOfLink", () => {
  it.each([
    ["jobdeck://item/12", 12],
    ["jobdeck:item/12", 12],
    ["jobdeck://item/0", null],
    ["jobdeck://run/12", null],
    ["https://item/12", null],
    ["jobdeck://item/12/x", null],
  ])("reads %s as %s", (url, id) => expect(itemOfLink(url)).toBe(id));
});

describe("webAddress", () => {
  it.each([["ftp://a.example"], ["//a.example"], ["a.example"], ["https://a:b@c.example"]])("refuses %s", (url) =>
    expect(webAddress(url)).toBeNull(),
  );
});
