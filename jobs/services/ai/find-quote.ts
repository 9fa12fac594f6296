export type FoundQuote = {
  /** As it stands in the text. */
  readonly quote: string;
  readonly start: number;
  readonly end: number;
};

/**
 * Where a quote stands in a text, word for word; only the space between words may differ. Offsets are in UTF-16 units, and
 * what is given back is the text's own.
 */
export function findQuote(text: string, quote: string): FoundQuote | undefined {
  const words = quote.trim().split(/\s+/);
  if (words[0] === "") return undefined;
  const exact = text.indexOf(quote.trim());
  if (exact >= 0) return at(text, exact, exact + quote.trim().length);
  const loose = new RegExp(words.map(escaped).join(String.raw`\s+`), "u").exec(text);
  return loose ? at(text, loose.index, loose.index + loose[0].length) : undefined;
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function at(text: string, start: number, end: number): FoundQuote {
  return { quote: text.slice(start, end), start, end };
}
