import type { Output, Paint } from "./output.ts";
import { plainText } from "./plain-text.ts";
import { readingWidth, wrap } from "./wrap.ts";

type Block = { readonly pattern: RegExp; readonly show: (match: RegExpExecArray, paint: Paint) => Line };
type Line = {
  readonly text: string;
  readonly first?: string;
  readonly paint?: (text: string) => string;
  /** Where it leads, on a line of its own. */
  readonly address?: string;
};

const blocks: readonly Block[] = [
  { pattern: /^# (.+)$/, show: ([, text = ""], { bold, blue }) => ({ text, paint: (line) => bold(blue(line)) }) },
  { pattern: /^#{2,} (.+)$/, show: ([, text = ""], { bold }) => ({ text, paint: bold }) },
  { pattern: /^\*(.+)\*$/, show: ([, text = ""], { dim }) => ({ text, paint: dim }) },
  { pattern: /^[-+] (.+)$/, show: ([, text = ""]) => ({ text, first: "  • " }) },
  {
    pattern: /^(\d+)\. (.+)$/,
    show: ([, number = "", text = ""]) => source(number, text),
  },
];

/** Markdown as a brief has it, set for a terminal or a plain file: marks become type, lines are broken between words. */
export function showMarkdown(markdown: string, { line, paint, width }: Output): void {
  const widest = Math.min(width, readingWidth);
  for (const source of markdown.trimEnd().split("\n")) {
    const shown = blockOf(source, paint);
    const { first = "", text, address, paint: type = (each: string) => each } = shown;
    for (const each of wrap(inline(text), { width: widest, first })) line(type(each));
    if (address !== undefined) line(paint.dim(" ".repeat(first.length) + plainText(address)));
  }
}

/** One of a numbered list, which begins with a link. */
function source(number: string, text: string): Line {
  const address = /^\[(?:\\.|[^\]\\])*\]\(([^()\s]+)\)/.exec(text)?.[1];
  return { text, first: `${`[${number}]`.padStart(6)} `, ...(address !== undefined && { address }) };
}

function blockOf(source: string, paint: Paint): Line {
  for (const { pattern, show } of blocks) {
    const match = pattern.exec(source);
    if (match) return show(match, paint);
  }
  return { text: source };
}

/** Links are shown by their words: what they lead to stands among the sources. */
function inline(text: string): string {
  const words = text
    .replace(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\((?:[^()\s]*)\)/g, "$1")
    .replace(/(?<!\\)(\*\*|__)(.+?)\1/g, "$2")
    .replace(/\\([\\`*_[\]<>#|~!.)+-])/g, "$1");
  return plainText(words);
}
