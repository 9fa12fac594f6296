import { Fragment, type ReactNode, useMemo } from "react";
import { chunksOf, jsonPieces } from "../../../format/code-text.ts";

/** Longer texts are shown in one colour: so many coloured pieces would take longer to draw than to read. */
const longestColoured = 100_000;

type CodeBlockProps = {
  readonly label: string;
  readonly text: string;
  /** Its names, texts and numbers have colours. */
  readonly json: boolean;
};

/** A text in a box that scrolls by itself, of any length: what is out of sight is not laid out. */
export function CodeBlock({ label, text, json }: CodeBlockProps) {
  const coloured = json && text.length <= longestColoured;
  return <CodeBox label={label}>{coloured ? <Coloured text={text} /> : <Chunks text={text} />}</CodeBox>;
}

/** The box around it, which is scrolled by keys too. */
export function CodeBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls must be scrollable by keys
    <section className="code-box" aria-label={label} tabIndex={0}>
      <pre className="code-text">{children}</pre>
    </section>
  );
}

function Coloured({ text }: { readonly text: string }) {
  const pieces = useMemo(() => jsonPieces(text), [text]);
  return pieces.map(({ kind, part }, index) =>
    kind === "plain" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name than their place
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <span key={index} className={`code-${kind}`}>
        {part}
      </span>
    ),
  );
}

function Chunks({ text }: { readonly text: string }) {
  const chunks = useMemo(() => chunksOf(text), [text]);
  return chunks.map((chunk, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the chunks of one text have no other name than their place
    <span key={index} className="code-chunk">
      {chunk}
    </span>
  ));
}
