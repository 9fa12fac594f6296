export type FuzzyMatch = {
  /** Higher is better; only good for comparing matches of one query. */
  readonly score: number;
  /** Places of the matched letters in the text, rising. */
  readonly places: readonly number[];
};

const textStart = 4;
const wordStart = 8;
const neighbour = 8;
const jump = -2;

type Way = { readonly score: number; readonly place: number; readonly before: Way | null };

/**
 * Whether the letters of the query stand in the text in their order, as VS Code's quick pick has it: beginnings of words
 * and letters that stand together count most, and of equal ones the shorter text is better. Case and spaces do not matter.
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const wanted = query.toLowerCase().replaceAll(/\s/g, "");
  if (wanted === "") return { score: 0, places: [] };
  const lower = text.toLowerCase();
  // Lowering lengthens some letters of other scripts: then places of the two texts would not agree.
  const searched = lower.length === text.length ? lower : text;
  let ways: readonly Way[] = [];
  for (let index = 0; index < wanted.length; index++) ways = waysTo(wanted.charAt(index), searched, index === 0, ways);
  const best = ways.reduce<Way | null>((found, way) => (found && found.score >= way.score ? found : way), null);
  return best && { score: best.score - text.length / 1_000, places: placesOf(best) };
}

/** The best way to each place of the letter, going on from those to the letter before; earlier places first. */
function waysTo(letter: string, text: string, isFirst: boolean, before: readonly Way[]): readonly Way[] {
  const ways: Way[] = [];
  let [next, best] = [0, null as Way | null];
  for (let place = text.indexOf(letter); place >= 0; place = text.indexOf(letter, place + 1)) {
    for (let way = before[next]; way && way.place < place - 1; way = before[++next])
      if (!best || way.score > best.score) best = way;
    const beside = before[next]?.place === place - 1 ? (before[next] ?? null) : null;
    const way = isFirst ? { score: bonusOf(text, place), place, before: null } : wayOn(place, text, beside, best);
    if (way) ways.push(way);
  }
  return ways;
}

/** To a place from the letter just before it, or over others from the best of all before: whichever is better. */
function wayOn(place: number, text: string, beside: Way | null, best: Way | null): Way | null {
  const near = beside && { score: beside.score + neighbour, place, before: beside };
  const far = best && { score: best.score + bonusOf(text, place) + jump, place, before: best };
  return near && far ? (near.score >= far.score ? near : far) : (near ?? far);
}

function bonusOf(text: string, place: number): number {
  return (place === 0 ? textStart : 0) + (isWordStart(text, place) ? wordStart : 0);
}

function placesOf(last: Way): readonly number[] {
  const places: number[] = [];
  for (let way: Way | null = last; way; way = way.before) places.unshift(way.place);
  return places;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s\-_.:/()[\]]/.test(text.charAt(at - 1));
}
