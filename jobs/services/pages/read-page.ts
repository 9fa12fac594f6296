import { decodeText } from "../feeds/decode-text.ts";
import { oneLine } from "../feeds/item-text.ts";
import { webUrl } from "../feeds/links.ts";
import { interruptible, TimeIsOver } from "../interruptible.ts";

/** The article of a page. All of it is from outside: its markup is not safe. */
export type Article = {
  readonly title: string;
  readonly html: string;
  readonly text: string;
  readonly author: string | null;
  readonly leadImage: string | null;
  /** What the page says that its own address is. */
  readonly canonicalUrl: string | null;
  readonly publishedAt: number | null;
};

/** Why a page has no article to read. */
export class PageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PageError";
  }
}

export const pageRequest = {
  accept: "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
  maxBytes: 5 * 1_048_576,
  timeoutMs: 30_000,
} as const;

/** Elements of a page; a longer one is no article, or was made to take long. */
const mostElements = 60_000;
const readMs = 15_000;
/** Less is a notice, a consent form, a login. */
const leastCharacters = 140;

type PageSource = { readonly contentType: string; readonly url: string };

/**
 * Finds the article of a page, with its picture and author. No script of the page runs, and nothing of it is fetched.
 *
 * @throws PageError when there is none, or it cannot be read
 */
export async function readPage(bytes: Uint8Array, { contentType, url }: PageSource): Promise<Article> {
  if (contentType !== "" && !/html|xml|text\/plain/i.test(contentType))
    throw new PageError(`It is no page but ${contentType.slice(0, 100)}.`);
  const html = decodeText(bytes, contentType);
  const elements = countTags(html);
  if (elements > mostElements) throw new PageError(`The page has more than ${mostElements} elements. It is not read.`);
  const { parseHTML } = await import("linkedom");
  const { Readability } = await import("@mozilla/readability");
  try {
    return interruptible(readMs, () => {
      const { document } = parseHTML(html) as unknown as { readonly document: Queried };
      const meta = metaOf(document, url);
      const article = new Readability(document as never, { maxElemsToParse: mostElements }).parse();
      return articleOf(article ?? {}, meta, url);
    });
  } catch (error) {
    if (error instanceof PageError) throw error;
    if (error instanceof TimeIsOver)
      throw new PageError(`The page takes more than ${readMs / 1_000} s to read.`, { cause: error });
    // What the libraries stumble over is the page's fault: they are made for pages that are as pages are.
    throw new PageError("The page cannot be read: its elements make no sense.", { cause: error });
  }
}

/** As much of the DOM as is asked of a page. */
type Queried = {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
};
type Meta = Pick<Article, "author" | "leadImage" | "canonicalUrl" | "publishedAt">;

function metaOf(document: Queried, url: string): Meta {
  const attribute = (selector: string, name: string) =>
    document.querySelector(selector)?.getAttribute(name)?.trim() ?? "";
  const property = (...names: readonly string[]) =>
    names
      .map((name) => attribute(`meta[property="${name}"], meta[name="${name}"]`, "content"))
      .find((value) => value) ?? "";
  const published = Date.parse(property("article:published_time", "date") || attribute("time[datetime]", "datetime"));
  return {
    author: oneLine(property("author", "article:author").replace(/^https?:.*/, "")).slice(0, 200) || null,
    leadImage: webUrl(property("og:image", "twitter:image"), url),
    canonicalUrl: webUrl(attribute('link[rel="canonical"]', "href"), url),
    publishedAt: Number.isFinite(published) ? published : null,
  };
}

type Parsed = {
  readonly title?: string | null | undefined;
  readonly content?: string | null | undefined;
  readonly textContent?: string | null | undefined;
  readonly byline?: string | null | undefined;
};

function articleOf({ title, content, textContent, byline }: Parsed, meta: Meta, url: string): Article {
  const text = (textContent ?? "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[\s\n]*/g, "\n")
    .trim();
  if (text.length < leastCharacters) throw new PageError("There is no article in the page.");
  const picture = /<img\s[^>]{0,2000}?\bsrc="([^"]{1,4000})"/.exec(content ?? "")?.[1];
  return {
    ...{ title: oneLine(title ?? ""), html: content ?? "", text },
    ...{ canonicalUrl: meta.canonicalUrl, publishedAt: meta.publishedAt },
    author: oneLine(byline ?? "").slice(0, 200) || meta.author,
    leadImage: meta.leadImage ?? (picture === undefined ? null : webUrl(picture, url)),
  };
}

function countTags(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) if (html[at + 1] !== "/") count += 1;
  return count;
}
