import type { FoundText, TextRange } from "../model/content/news-views.ts";
import type { SearchTerm, SearchWords } from "./search-words.ts";

/** Texts longer than this are looked at only so far. */
const longestText = 100_000;
const snippetLength = 240;

/** Where all words are in a text; undefined when one of them is missing or an unwanted one is there. */
export function matchText(text: string, { all, none }: SearchWords): readonly TextRange[] | undefined {
  const folded = fold(text.slice(0, longestText));
  if (all.length === 0 || none.some((term) => rangesOf(folded, term).length > 0)) return undefined;
  const found = all.map((term) => rangesOf(folded, term));
  return found.every((ranges) => ranges.length > 0) ? found.flat().sort((a, b) => a.start - b.start) : undefined;
}

/** The part of a text around the first thing that was found in it. */
export function snippetOf(text: string, ranges: readonly TextRange[]): FoundText {
  const first = ranges[0]?.start ?? 0;
  const start = wordStart(text, Math.max(0, first - snippetLength / 4));
  const cut = text.slice(start, start + snippetLength);
  const inside = ranges.filter((range) => range.start >= start && range.end <= start + snippetLength);
  return { text: cut, ranges: inside.map((range) => ({ start: range.start - start, end: range.end - start })) };
}

function wordStart(text: string, from: number): number {
  if (from === 0) return 0;
  const space = text.indexOf(" ", from);
  return space === -1 || space - from > snippetLength / 4 ? from : space + 1;
}

type Folded = {
  readonly text: string /** By place in the folded text, the place in the text. */;
  readonly places: Uint32Array;
};

/** Without case and marks: "Élan" is found by "elan". One character can become several. */
function fold(text: string): Folded {
  const places: number[] = [];
  let folded = "";
  for (let place = 0; place < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(place) ?? 0);
    const plain = foldCharacter(character);
    for (let unit = 0; unit < plain.length; unit += 1) places.push(place);
    folded += plain;
    place += character.length;
  }
  places.push(text.length);
  return { text: folded, places: Uint32Array.from(places) };
}

function foldCharacter(character: string): string {
  if (character < "\u0080") return character.toLowerCase();
  return character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const isWordUnit = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}]/u.test(unit);

function rangesOf({ text, places }: Folded, { text: wanted, prefix }: SearchTerm): readonly TextRange[] {
  const word = fold(wanted).text;
  const ranges: TextRange[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (isWordUnit(text[at - 1]) || (!prefix && isWordUnit(text[end]))) continue;
    ranges.push({ start: places[at] ?? 0, end: places[end] ?? 0 });
  }
  return ranges;
}
