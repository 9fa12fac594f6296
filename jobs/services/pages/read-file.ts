import path from "node:path";
import { decodeText } from "../feeds/decode-text.ts";
import { oneLine } from "../feeds/item-text.ts";
import { type Outline, parseOpml } from "../feeds/opml.ts";
import { type Article, PageError, readPage } from "./read-page.ts";

export type ReadFile =
  | { readonly kind: "article"; readonly article: Article }
  | { readonly kind: "outlines"; readonly outlines: readonly Outline[] };

/** Endings of the names of files that can be read. */
export const readableEndings: readonly string[] = [".md", ".markdown", ".txt", ".html", ".htm", ".pdf", ".opml"];

/** Pages of a PDF that are read. */
const mostPdfPages = 2_000;

/**
 * Reads a file of the user's: Markdown, text, HTML and PDF as an article, OPML as a list of feeds.
 *
 * @param name with its ending, which says what it is
 * @throws PageError when it cannot be read
 */
export async function readFileAs(name: string, bytes: Uint8Array): Promise<ReadFile> {
  const ending = path.extname(name).toLowerCase();
  const title = oneLine(path.basename(name, path.extname(name)));
  if (ending === ".pdf") return { kind: "article", article: await readPdf(bytes, title) };
  const text = decodeText(bytes, "");
  if (ending === ".opml") return { kind: "outlines", outlines: outlinesOf(text) };
  if (ending === ".html" || ending === ".htm")
    return { kind: "article", article: { ...(await readPage(bytes, { contentType: "", url: "about:blank" })) } };
  if (ending === ".md" || ending === ".markdown") return { kind: "article", article: readMarkdown(text, title) };
  return { kind: "article", article: plainArticle(text, title) };
}

function outlinesOf(text: string): readonly Outline[] {
  const outlines = parseOpml(text);
  if (!outlines) throw new PageError("It is no OPML: there is no <opml> in it.");
  return outlines;
}

/** Its first heading is its title, or what its front matter says. */
function readMarkdown(markdown: string, title: string): Article {
  const matter = /^---\r?\n([\s\S]{0,20000}?)\r?\n---\r?\n/.exec(markdown);
  const body = matter ? markdown.slice(matter[0].length) : markdown;
  const named = /^title:[ \t]*(.*)$/m.exec(matter?.[1] ?? "")?.[1];
  const heading = /^#{1,2}[ \t]+(.*)$/m.exec(body)?.[1];
  return plainArticle(body, oneLine(withoutQuotes(named ?? "") || withoutClosing(heading ?? "")) || title);
}

/** A heading without the signs that may end it: they stand apart from its words. */
function withoutClosing(heading: string): string {
  const line = heading.trim();
  let end = line.length;
  while (line[end - 1] === "#") end -= 1;
  return end === 0 || /\s/.test(line[end - 1] ?? "") ? line.slice(0, end) : line;
}

function withoutQuotes(value: string): string {
  const text = value.trim();
  const quote = text[0];
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
}

function plainArticle(plain: string, title: string): Article {
  const text = plain.replaceAll("\r\n", "\n").trim();
  if (text === "") throw new PageError("There is no text in it.");
  const none = { author: null, leadImage: null, canonicalUrl: null, publishedAt: null };
  return { ...none, title, text, html: paragraphs(text) };
}

function paragraphs(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join("\n");
}

async function readPdf(bytes: Uint8Array, title: string): Promise<Article> {
  const { extractText, getDocumentProxy, getMeta } = await import("unpdf");
  try {
    // It takes the bytes for its own.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, maxImageSize: 1 });
    if (pdf.numPages > mostPdfPages)
      throw new PageError(`It has ${pdf.numPages} pages; at most ${mostPdfPages} are read.`);
    const { info } = await getMeta(pdf);
    const { text } = await extractText(pdf);
    await pdf.destroy();
    const named = typeof info.Title === "string" ? oneLine(info.Title) : "";
    const author = typeof info.Author === "string" ? oneLine(info.Author) : "";
    return { ...plainArticle(text.join("\n\n"), named || title), author: author || null };
  } catch (error) {
    if (error instanceof PageError) throw error;
    throw new PageError("It cannot be read as a PDF. It may be damaged, or locked by a password.", { cause: error });
  }
}
