/** One thing that has to be in a text, or must not be. */
export type SearchTerm = {
  /** A word, or several that follow one another. */
  readonly text: string;
  /** The last word may be the beginning of one. */
  readonly prefix: boolean;
};

export type SearchWords = {
  readonly all: readonly SearchTerm[];
  readonly none: readonly SearchTerm[];
  /** What of the input could not be used, in words for the user. */
  readonly note: string | null;
};

/** An optional minus, then a phrase in quotes (whose end may still be to be typed) or a word. */
const piece = /(-?)(?:"([^"]*)("?)|(\S+))/gu;
const hasWord = /[\p{L}\p{N}]/u;
/** The beginning of a word is only looked for from so many letters on: "a" begins nearly every text. */
const shortestPrefix = 2;

/**
 * Reads what a user types into a search: words that all have to be there, `"several words"` for a phrase, `word*` for a
 * beginning, `-word` for what must not be there. The last word may always be a beginning: it is still being typed.
 */
export function parseSearchWords(input: string): SearchWords {
  const terms = [...input.matchAll(piece)].map((match) => readPiece(match, input.length));
  const used = terms.filter(({ term }) => hasWord.test(term.text));
  const all = used.filter(({ negative }) => !negative).map(({ term }) => term);
  const none = used.filter(({ negative }) => negative).map(({ term }) => term);
  return { all, none, note: noteOn(all, none, input) };
}

function readPiece(match: RegExpExecArray, length: number): { negative: boolean; term: SearchTerm } {
  const [whole, minus = "", phrase, , word = ""] = match;
  const isLast = match.index + whole.length === length;
  const text = phrase ?? word.replaceAll(/["*]/g, " ").trim();
  const isBeginning = word.endsWith("*") || (phrase === undefined && isLast && minus === "");
  return { negative: minus === "-", term: { text, prefix: isBeginning && text.length >= shortestPrefix } };
}

function noteOn(all: readonly SearchTerm[], none: readonly SearchTerm[], input: string): string | null {
  if (all.length > 0 || input.trim() === "") return null;
  return none.length > 0
    ? "Add a word to look for: without one, everything without the others would be found."
    : "There is no word in this. Use letters or digits.";
}
