/** A part of a text that is marked for a reason; `id` says which. */
export type TextMark = { readonly id: string; readonly start: number; readonly end: number };

/** A piece of a paragraph, with the ids of all marks that cover it. */
export type MarkedPiece = { readonly text: string; readonly start: number; readonly marks: readonly string[] };

export type MarkedParagraph = { readonly start: number; readonly pieces: readonly MarkedPiece[] };

/**
 * Cuts a text into its paragraphs, which are apart by empty lines, and these where a mark begins or ends. Marks may
 * overlap and reach over paragraphs; what lies outside of the text is left out.
 */
export function markParagraphs(text: string, marks: readonly TextMark[]): readonly MarkedParagraph[] {
  return paragraphsOf(text).map(({ start, end }) => {
    const within = marks.filter((mark) => mark.start < end && mark.end > start && mark.start < mark.end);
    const cuts = within.flatMap((mark) => [mark.start, mark.end]).filter((at) => at > start && at < end);
    const bounds = [...new Set([start, ...cuts, end])].sort((a, b) => a - b);
    const pieces = bounds.slice(0, -1).map((from, index) => {
      const to = bounds[index + 1] ?? end;
      const ids = within.filter((mark) => mark.start <= from && mark.end >= to).map(({ id }) => id);
      return { text: text.slice(from, to), start: from, marks: ids };
    });
    return { start, pieces };
  });
}

function paragraphsOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/\S(?:[^\n]|\n(?!\s*\n))*/g)) {
    const start = match.index;
    found.push({ start, end: start + match[0].trimEnd().length });
  }
  return found;
}
