import { createHash } from "node:crypto";
import type { CleanItem } from "../../content/items.ts";
import type { RawItem } from "../../model/news.ts";
import { withoutBoilerplate } from "./boilerplate.ts";
import { canonicalUrl } from "./canonical-url.ts";
import { cleanLine, inlineText, longestText, textBlocks } from "./html-text.ts";
import { languageOf } from "./language.ts";
import { simhash } from "./simhash.ts";

const excerptLength = 280;
const longestTitle = 500;
const shortText = 150;

/**
 * Makes clean text of what a source gave. The page's full text goes before what the feed brought.
 *
 * @throws Error when there is neither a title nor a text
 */
export function cleanItem(raw: RawItem): CleanItem {
  const text = bodyOf(raw);
  const title = inlineText(raw.title).slice(0, longestTitle) || excerptOf(text).slice(0, 120);
  if (title === "") throw new Error("It has neither a title nor a text.");
  return {
    id: raw.id,
    sourceId: raw.sourceId,
    title,
    link: raw.link,
    canonicalUrl: canonicalUrl(raw.link),
    author: raw.author === null ? null : inlineText(raw.author).slice(0, 200) || null,
    language: languageOf(`${title}\n${text}`),
    leadImage: raw.leadImage,
    publishedAt: raw.publishedAt ?? raw.createdAt,
    contentHash: createHash("sha256").update(`${title}\n${text}`.toLowerCase()).digest("hex"),
    // One text goes around under many titles; a short one alone says too little.
    simhash: simhash(text.length < shortText ? `${title}\n${text}` : text),
    excerpt: excerptOf(text),
    text,
  };
}

function bodyOf({ title, contentHtml, contentText, html }: RawItem): string {
  const body = [contentHtml, contentText, html].find((each) => each !== null && each.trim() !== "") ?? "";
  const blocks = withoutBoilerplate(textBlocks(body)).map(({ text }) => text);
  // Many feeds begin the text with the title.
  const [first, ...rest] = blocks;
  const said = first !== undefined && rest.length > 0 && first === cleanLine(title) ? rest : blocks;
  return said.join("\n\n").slice(0, longestText);
}

/** The beginning of a text, up to the end of a word. */
function excerptOf(text: string): string {
  const line = text.slice(0, excerptLength * 2).replace(/\s+/g, " ");
  if (line.length <= excerptLength) return line;
  const cut = line.slice(0, excerptLength);
  const space = cut.lastIndexOf(" ");
  return `${space > excerptLength / 2 ? cut.slice(0, space) : cut}…`;
}
