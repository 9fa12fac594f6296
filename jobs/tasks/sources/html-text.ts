import { readMarkup } from "../../services/read-markup.ts";

/** A paragraph, a heading, an entry of a list: in one line. */
export type TextBlock = {
  readonly text: string;
  /** How much of it are links, 0 to 1. */
  readonly linked: number;
};

/** What is not part of what is said. */
const dropped = new Set([
  ...[
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "canvas",
    "audio",
    "video",
  ],
  ...["nav", "aside", "footer", "form", "button", "select", "option", "textarea", "head", "title"],
]);
const blocks = new Set([
  ...["p", "div", "section", "article", "main", "header", "figure", "figcaption", "blockquote", "pre", "address"],
  ...[
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "hr",
    "details",
    "summary",
  ],
]);
/** Text longer than this is cut: no news has as much, and whatever reads it later pays for all of it. */
export const longestText = 200_000;

/**
 * The text of markup, block by block, with entities decoded and white space normalised. It reads from start to end and
 * keeps no tree: nothing that is nested, cut or unclosed costs more than its length.
 */
export function textBlocks(html: string): readonly TextBlock[] {
  if (!/<[a-z!/]/i.test(html)) return html.split(/\n\s*\n/).flatMap((part) => blockOf(part, 0));
  const found: TextBlock[] = [];
  let text = "";
  let linkedLength = 0;
  let length = 0;
  let inDropped = 0;
  let inLink = 0;
  const end = () => {
    const [block] = blockOf(text, linkedLength);
    if (block && length < longestText) {
      found.push(block);
      length += block.text.length;
    }
    text = "";
    linkedLength = 0;
  };
  readMarkup(
    html,
    {
      onopentag: (name) => {
        if (dropped.has(name)) inDropped += 1;
        else if (blocks.has(name)) end();
        else if (name === "br") text += " ";
        else if (name === "td" || name === "th") text += " ";
        else if (name === "a") inLink += 1;
      },
      onclosetag: (name) => {
        if (dropped.has(name)) inDropped = Math.max(0, inDropped - 1);
        else if (blocks.has(name)) end();
        else if (name === "a") inLink = Math.max(0, inLink - 1);
      },
      ontext: (part) => {
        if (inDropped > 0) return;
        text += part;
        if (inLink > 0) linkedLength += part.trim().length;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  end();
  return found;
}

/** Markup in one line, for titles. */
export function inlineText(html: string): string {
  return textBlocks(html)
    .map(({ text }) => text)
    .join(" ");
}

function blockOf(raw: string, linkedLength: number): readonly TextBlock[] {
  const text = cleanLine(raw);
  return text === "" ? [] : [{ text, linked: Math.min(1, linkedLength / text.length) }];
}

/** One line: control characters and what cannot be seen go, white space of all kinds is a space. */
export function cleanLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[\u200B\u2060\uFEFF\u00AD\u202A-\u202E\u2066-\u2069]/g, "")
    .trim();
}
