import { wordsOf } from "./words.ts";

/** What happened, by how much it tends to matter. English. */
const events: readonly (readonly [number, RegExp])[] = [
  [22, /\b(war|invasion|ceasefire|coup|earthquake|pandemic|state of emergency)\b/i],
  [18, /\b(bankrupt\w*|insolven\w*|defaulted|defaults on|collapse[sd]?|meltdown|bail-?out)\b/i],
  [16, /\b(acqui(?:re[sd]?|sition)|merger|takeover|buy-?out|spin-?off|ipo)\b/i],
  [
    16,
    /\b(rate (?:cut|rise|hike|decision)|(?:cuts?|raises?|holds?|held) (?:its |interest |the )?(?:key |policy )?rates?)\b/i,
  ],
  [14, /\b(breach(?:ed|es)?|ransomware|zero-day|actively exploited|outage)\b/i],
  [14, /\b(recall(?:s|ed|ing)?|banned?|sanctions?|tariffs?|antitrust)\b/i],
  [12, /\b(lay-?offs?|job cuts|strike|resign(?:s|ed)?|steps down|fired)\b/i],
  [12, /\b(record|all-time|first time|breakthrough|approv(?:al|ed|es))\b/i],
  [10, /\b(earnings|profit warning|guidance|forecast|quarterly)\b/i],
  [10, /\b(killed|died|dead|injured|evacuat\w+)\b/i],
];

const large = /\b\d+(?:[.,]\d+)?\s*(?:billion|bn|trillion|tn)\b/i;
const middling = /\b\d+(?:[.,]\d+)?\s*(?:million|m|per cent|percent|%)(?![\p{L}\p{N}])/iu;

/**
 * How much may follow from it, 0 to 100: a base, plus what its events and figures stand for. The title and the first
 * sentences count; what an article mentions in passing does not.
 */
export function impactOf(title: string, text: string): number {
  const head = `${title}. ${text.slice(0, 800)}`;
  if (wordsOf(head).length < 4) return 10;
  const found = events
    .map(([points, pattern]) => (pattern.test(title) ? points * 1.5 : pattern.test(head) ? points : 0))
    .sort((a, b) => b - a)
    .slice(0, 3)
    .reduce((sum, points, index) => sum + points / (index + 1), 0);
  const figures = large.test(head) ? 15 : middling.test(head) ? 6 : 0;
  return Math.round(Math.min(100, 15 + found + figures));
}
