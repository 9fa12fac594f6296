import { Highlight } from "../../components/highlight.tsx";
import { type AnsiStyle, readAnsi } from "../../state/ansi.ts";
import { type LogRow, splitByQuery } from "../../state/log-rows.ts";

/** The text of a line, in the colours that the job gave it, with every hit of the query marked. */
export function LogText({ row, query }: { readonly row: LogRow; readonly query: string }) {
  if (row.looks === null) return <Highlight text={row.text} query={query} />;
  return piecesOf(row, query).map(({ text, style, hit }, index) => {
    const className = classesOf(style);
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one line have no other name than their place
    if (hit) return <mark key={index}>{text}</mark>;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <span key={index} className={className}>
        {text}
      </span>
    );
  });
}

type Piece = { readonly text: string; readonly style: AnsiStyle; readonly hit: boolean };

/** The line cut wherever its look changes and wherever a hit begins or ends. */
function piecesOf({ looks, text }: LogRow, query: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const parts = splitByQuery(text, query).map((part, index) => ({ end: part.length, hit: index % 2 === 1 }));
  let [part, left] = [0, parts[0]?.end ?? 0];
  for (const { text: whole, style } of looks ? readAnsi(looks.raw, looks.style).spans : []) {
    let rest = whole;
    while (rest !== "") {
      while (left === 0 && part < parts.length - 1) {
        part += 1;
        left = parts[part]?.end ?? 0;
      }
      const taken = rest.slice(0, left === 0 ? rest.length : left);
      pieces.push({ text: taken, style, hit: parts[part]?.hit === true });
      rest = rest.slice(taken.length);
      left = Math.max(0, left - taken.length);
    }
  }
  return pieces;
}

function classesOf({ foreground, background, bold, dim, italic, underline }: AnsiStyle): string {
  return [
    foreground === null ? "" : `ansi-fg-${foreground}`,
    background === null ? "" : `ansi-bg-${background}`,
    ...[bold && "ansi-bold", dim && "ansi-dim", italic && "ansi-italic", underline && "ansi-underline"],
  ]
    .filter(Boolean)
    .join(" ");
}
