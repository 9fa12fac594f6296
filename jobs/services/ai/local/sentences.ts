import { wordsProblem } from "../plain-text.ts";

/** A sentence as it stands in its text: `text.slice(start, end)`. */
export type Sentence = { readonly text: string; readonly start: number; readonly end: number };

/** After these a full stop ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|sen|rep|gov|gen|st|jr|sr|inc|ltd|co|corp|vs|no|e\.g|i\.e|approx|u\.s|u\.k|e\.u|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|bzw|ca|z\.b|d\.h|[a-z])\.["”’)]*$/i;

const most = 2_000;

/** The sentences of a text, in order, each without the space around it. A line break of its own ends one too. */
export function sentencesOf(text: string, locale = "en"): readonly Sentence[] {
  const found: Sentence[] = [];
  let open: { start: number; end: number } | undefined;
  for (const { segment, index } of segmenter(locale).segment(text)) {
    for (const line of linesOf(segment, index)) {
      const start = open?.start ?? line.start;
      open = { start, end: line.end };
      const sentence = text.slice(start, line.end);
      if (!line.broken && abbreviation.test(sentence)) continue;
      if (sentence.trim() !== "") found.push({ text: sentence, start, end: line.end });
      open = undefined;
      if (found.length >= most) return found;
    }
  }
  if (open) found.push({ text: text.slice(open.start, open.end), ...open });
  return found;
}

function segmenter(locale: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(locale, { granularity: "sentence" });
  } catch {
    // A language tag that nobody knows.
    return new Intl.Segmenter("en", { granularity: "sentence" });
  }
}

type Line = { readonly start: number; readonly end: number; readonly broken: boolean };

/** The parts of a segment that have words, without space around them. `broken`: a line break follows. */
function linesOf(segment: string, offset: number): readonly Line[] {
  const lines: Line[] = [];
  for (const match of segment.matchAll(/[^\r\n]+/g)) {
    const lead = match[0].length - match[0].trimStart().length;
    const kept = match[0].trim();
    if (kept === "") continue;
    const start = offset + match.index + lead;
    const broken = /^[^\S\r\n]*[\r\n]/.test(segment.slice(match.index + match[0].length));
    lines.push({ start, end: start + kept.length, broken });
  }
  return lines;
}

/** Looks like a sentence of the text's own: long enough to say something, with an end, and no menu or caption. */
export function isTelling({ text }: Sentence): boolean {
  const letters = text.length;
  if (letters < 25 || letters > 600 || wordsProblem(text) !== undefined) return false;
  return /[.!?…。！？]["”’»)\]]*$/u.test(text);
}
