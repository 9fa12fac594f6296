import type { Article } from "../../services/pages/read-page.ts";
import type { SourceParts } from "./source-parts.ts";

/** The sources that pages and files of the user's own are kept under. */
const ownSources = {
  page: { url: "page:saved", title: "Saved pages" },
  upload: { url: "upload:files", title: "Files" },
} as const;

export type KeptArticle = { readonly itemId: number | undefined; readonly added: boolean };

type NewArticle = Pick<Article, "title" | "html" | "text" | "author" | "leadImage" | "publishedAt"> & {
  /** What it is known by: a second one with the same key is the same. */
  readonly key: string;
  readonly link: string | null;
};

/** Keeps an article that belongs to no feed. Twice the same changes nothing. */
export async function keepArticle(
  { sources, rawItems, now }: SourceParts,
  kind: keyof typeof ownSources,
  article: NewArticle,
): Promise<KeptArticle> {
  const { id: sourceId } = await sources.add({ kind, ...ownSources[kind] }, now());
  const { key, link, title, author, publishedAt, leadImage, html, text } = article;
  const item = { sourceId, key, link, title, author, publishedAt, leadImage };
  const [itemId] = await rawItems.add(
    [{ ...item, contentHtml: html, contentText: text, contentState: "fetched" }],
    now(),
  );
  return { itemId, added: itemId !== undefined };
}
