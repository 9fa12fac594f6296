import { type Mark as MarkName, marks } from "../format/words.ts";

type MarkProps = {
  readonly mark: MarkName;
  /** True where the word stands beside it, and the mark need not be read out. */
  readonly decorative?: boolean;
};

/** A state as a shape: filled, diamond, square, ring, dashed, a dot; the colour only helps. */
export function Mark({ mark, decorative = false }: MarkProps) {
  const name = marks[mark];
  const says = decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title: name };
  return (
    <span className={`mark mark-${mark}`} {...says}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <Shape mark={mark} />
      </svg>
    </span>
  );
}

function Shape({ mark }: { readonly mark: MarkName }) {
  switch (mark) {
    case "done":
      return <circle cx="8" cy="8" r="4" className="mark-fill" />;
    case "warnings":
      return <path d="M8 3 L13 8 L8 13 L3 8 Z" className="mark-fill" />;
    case "failed":
      return <rect x="4" y="4" width="8" height="8" rx="1.5" className="mark-fill" />;
    case "running":
      return (
        <>
          <circle cx="8" cy="8" r="6.5" className="mark-halo" />
          <circle cx="8" cy="8" r="4" className="mark-fill" />
        </>
      );
    case "caught-up":
    case "paused":
      return <circle cx="8" cy="8" r="3.25" className="mark-ring" />;
    case "waiting":
      return (
        <>
          <circle cx="8" cy="8" r="4.25" className="mark-ring" />
          <circle cx="8" cy="8" r="1.5" className="mark-fill" />
        </>
      );
    case "new":
      return <circle cx="8" cy="8" r="2" className="mark-fill" />;
    case "cancelled":
      return (
        <>
          <circle cx="8" cy="8" r="4.25" className="mark-ring" />
          <path d="M5 11 L11 5" className="mark-ring" />
        </>
      );
    default:
      return <circle cx="8" cy="8" r="3.75" className="mark-ring mark-dashed" />;
  }
}
