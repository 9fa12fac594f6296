export type CodePiece = {
  readonly kind: "plain" | "property" | "string" | "number" | "keyword";
  readonly part: string;
};

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A JSON text cut into what has a colour of its own and what has none; joined again they are the text. Pure. */
export function jsonPieces(text: string): readonly CodePiece[] {
  const pieces: CodePiece[] = [];
  let end = 0;
  const plain = (to: number) => {
    if (to > end) pieces.push({ kind: "plain", part: text.slice(end, to) });
  };
  for (const match of text.matchAll(token)) {
    const [whole, quoted, colon, keyword] = match;
    const part = quoted ?? whole;
    plain(match.index);
    const string = colon === undefined ? "string" : "property";
    pieces.push({ kind: quoted !== undefined ? string : keyword !== undefined ? "keyword" : "number", part });
    end = match.index + part.length;
  }
  plain(text.length);
  return pieces;
}

/** Characters of a chunk: a few screens. */
const chunkLength = 8_000;

/** A long text in parts that are laid out one by one, cut after a line where there is one to cut after. Pure. */
export function chunksOf(text: string, length: number = chunkLength): readonly string[] {
  const chunks: string[] = [];
  for (let from = 0; from < text.length; ) {
    const lineEnd = text.lastIndexOf("\n", from + length - 1);
    const to = lineEnd > from ? lineEnd + 1 : from + length;
    chunks.push(text.slice(from, to));
    from = to;
  }
  return chunks;
}
