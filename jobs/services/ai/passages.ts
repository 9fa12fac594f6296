import { sentencesOf } from "./local/sentences.ts";

/** A part of a text: `text.slice(start, end)`, called by its id. */
export type TextPassage = { readonly id: string; readonly start: number; readonly end: number };

/** Long enough to be understood, short enough to be pointed at. In UTF-16 units. */
const usualLength = 500;

/**
 * Cuts a text into passages of whole sentences, named p1, p2, … in its order. The same text always gives the same ones.
 *
 * @param most what comes after so many is left out
 */
export function passagesOf(text: string, most = 60): readonly TextPassage[] {
  const passages: { id: string; start: number; end: number }[] = [];
  for (const { start, end } of sentencesOf(text)) {
    const open = passages.at(-1);
    const isNewParagraph = open !== undefined && /\n/.test(text.slice(open.end, start));
    if (open && !isNewParagraph && end - open.start <= usualLength) open.end = end;
    else if (passages.length === most) break;
    else passages.push({ id: `p${passages.length + 1}`, start, end });
  }
  return passages;
}

/** The passages that a part of the text lies in or touches. */
export function passagesAt(passages: readonly TextPassage[], part: { readonly start: number; readonly end: number }) {
  return passages.filter(({ start, end }) => start < part.end && part.start < end);
}
