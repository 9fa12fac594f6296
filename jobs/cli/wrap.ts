/** The widest that running text is set: longer lines are hard to read. */
export const readingWidth = 80;

type Wrap = {
  /** Columns in all. */
  readonly width: number;
  /** What the first line begins with, such as "- ". */
  readonly first?: string;
  /** What the other lines begin with. */
  readonly rest?: string;
};

/** Text broken between words into lines of at most so many columns; a longer word has a line of its own. Pure. */
export function wrap(text: string, { width, first = "", rest = " ".repeat(first.length) }: Wrap): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((each) => each !== "")) {
    if (!isEmpty && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return isEmpty && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** Columns of a terminal that a text fills: colours none, wide characters (Chinese, emoji) two. */
export function columns(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
  const shown = text.replace(/\u001b\[\d+m/g, "").replace(/\p{Mark}/gu, "");
  let count = 0;
  for (const character of shown)
    count +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  return count;
}
