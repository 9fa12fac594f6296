import { memo, useMemo } from "react";
import { type MarkedPiece, markParagraphs, type TextMark } from "../../format/marked-text.ts";

type MarkedTextProps = {
  readonly text: string;
  readonly marks: readonly TextMark[];
  /** Ids of marks that are looked at now. */
  readonly active: string | null;
  /** The pointer is on a piece with these marks; none when it has left. */
  readonly onPoint: (id: string | null) => void;
};

/** A text in its paragraphs with parts of it marked; what a mark stands for lights up with it. */
export const MarkedText = memo(function MarkedText({ text, marks, active, onPoint }: MarkedTextProps) {
  const paragraphs = useMemo(() => markParagraphs(text, marks), [text, marks]);
  return (
    <div className="reader-text" dir="auto">
      {paragraphs.map(({ start, pieces }) => (
        <p key={start} dir="auto">
          {pieces.map((piece) => (
            <Piece key={piece.start} piece={piece} active={active} onPoint={onPoint} />
          ))}
        </p>
      ))}
    </div>
  );
});

type PieceProps = {
  readonly piece: MarkedPiece;
  readonly active: string | null;
  readonly onPoint: (id: string | null) => void;
};

function Piece({ piece: { text, marks }, active, onPoint }: PieceProps) {
  if (marks.length === 0) return text;
  const lit = active !== null && marks.includes(active);
  return (
    <mark
      className={lit ? "reader-mark is-lit" : `reader-mark ${marks.map((id) => `is-${id.split(":")[0]}`).join(" ")}`}
      data-marks={marks.join(" ")}
      onMouseEnter={() => onPoint(marks.at(-1) ?? null)}
      onMouseLeave={() => onPoint(null)}
    >
      {text}
    </mark>
  );
}
