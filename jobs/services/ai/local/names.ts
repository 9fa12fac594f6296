import { sentencesOf } from "./sentences.ts";

/** A name's word: a capital and letters, or capitals and digits. */
const word = String.raw`(?:\p{Lu}[\p{L}\p{M}\p{N}]*(?:['’.&-]\p{L}[\p{L}\p{M}\p{N}]*)*)`;
/** After these an "of" belongs to the name; elsewhere it says where somebody is from. */
const namedOf = String.raw`(?<=(?:University|Bank|Ministry|Institute|House|Bay|Gulf|Court|Department|Republic|Kingdom|City|College|School|Museum|Council|States?)\s)of`;
const name = new RegExp(
  String.raw`${word}(?:\s+(?:(?:${namedOf}|de|del|la|le|van|von|der|den|&)\s+){0,2}${word})*`,
  "gu",
);

/** Capitalised by the rules of spelling, not for being names. */
const common = new Set(
  (
    "The A An In On At By For From To Of And But Or If It Its He She They We You I This That These Those There Then When While Where " +
    "What Which Who Why How As After Before Since Until With Without Not No Yes Monday Tuesday Wednesday Thursday Friday Saturday Sunday " +
    "January February March April May June July August September October November December Mr Mrs Ms Dr CEO CFO AI US UK EU AM PM Reuters " +
    "NYSE NASDAQ LSE XETRA CVE VPN CPU GPU USA GDP Governor President Minister Senator Chancellor Secretary Mayor Judge Professor Captain General Maintainer Also Both Each Every Some Most Many More New Last Next First Second Still However Meanwhile Shares According Analysts Officials"
  ).split(" "),
);

/**
 * Names of people, places and organisations by their capitals, the most frequent first. German has capitals everywhere, and
 * scripts without capitals have none: for those it names nothing.
 */
export function namesOf(title: string, text: string, language: string | null, most = 8): readonly string[] {
  if (language?.startsWith("de")) return [];
  const counts = new Map<string, number>();
  for (const { text: sentence } of [...sentencesOf(title), ...sentencesOf(text)])
    for (const { found, first } of namesIn(sentence)) {
      // At the beginning of a sentence anything has a capital: one word alone counts only when it is met elsewhere too.
      const weight = first && !found.includes(" ") ? 0.4 : 1;
      counts.set(found, (counts.get(found) ?? 0) + weight);
    }
  return [...withoutParts(counts)]
    .filter(([, count]) => count >= 1)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([found]) => found);
}

function namesIn(sentence: string): readonly { readonly found: string; readonly first: boolean }[] {
  return [...sentence.matchAll(name)].flatMap((match) => {
    const words = match[0].split(/\s+/);
    let start = 0;
    while (start < words.length && common.has(words[start] ?? "")) start += 1;
    const found = words
      .slice(start)
      .join(" ")
      .replace(/['’]s$/, "");
    return found.length < 3 || found.length > 60 || common.has(found)
      ? []
      : [{ found, first: match.index <= 1 && start === 0 }];
  });
}

/** "Powell" counts for "Jerome Powell" where both are met. */
function withoutParts(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const merged = new Map(counts);
  for (const [short, count] of counts) {
    if (short.includes(" ")) continue;
    const long = [...counts.keys()].find((other) => other !== short && other.split(" ").includes(short));
    if (long === undefined) continue;
    merged.set(long, (merged.get(long) ?? 0) + count);
    merged.delete(short);
  }
  return merged;
}
