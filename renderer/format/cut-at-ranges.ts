type Range = { readonly start: number; readonly end: number };

export type CutPart = { readonly text: string; readonly start: number; readonly hit: boolean };

/** A text in parts that lie within or outside of the ranges. Ranges may overlap, and what is outside of the text is left out. */
export function cutAtRanges(text: string, ranges: readonly Range[]): readonly CutPart[] {
  const parts: CutPart[] = [];
  let at = 0;
  const add = (end: number, hit: boolean) => {
    if (end <= at) return;
    parts.push({ text: text.slice(at, end), start: at, hit });
    at = end;
  };
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    add(Math.min(start, text.length), false);
    add(Math.min(end, text.length), true);
  }
  add(text.length, false);
  return parts;
}
