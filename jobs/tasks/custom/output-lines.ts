import { StringDecoder } from "node:string_decoder";
import { safeCut } from "./safe-cut.ts";

/** A line is cut here when it does not end: below what the log keeps of a message. */
const longestLine = 8_192;
/** Of a line that is written over and over, one state is shown in this time. */
const redrawMs = 1_000;

export type OutputLinesOptions = {
  readonly onLine: (line: string) => void;
  readonly now: () => number;
  /** Values that no cut may tear apart. */
  readonly secrets: readonly string[];
};

/**
 * Makes lines out of the bytes that a program writes. A carriage return goes back to the beginning of the line, as on a
 * terminal: of a progress display one state a second is a line, and its last. Bytes that are no UTF-8 become U+FFFD.
 */
export function createOutputLines({ onLine, now, secrets }: OutputLinesOptions) {
  const decoder = new StringDecoder("utf8");
  // To see whether a secret is torn, what follows the cut must be there too.
  const slack = Math.max(1, ...secrets.map((secret) => secret.length));
  let line = "";
  /** What the line was before it was begun anew. */
  let before = "";
  let shownAt = Number.NEGATIVE_INFINITY;
  /** That state has been shown already. */
  let shown = false;

  const emit = (text: string) => onLine(text.replaceAll("\0", "\uFFFD"));

  const endLine = () => {
    if (line !== "" || !shown) emit(line === "" ? before : line);
    line = "";
    before = "";
    shown = false;
  };

  const beginAnew = () => {
    if (line === "") return;
    before = line;
    line = "";
    shown = now() - shownAt >= redrawMs;
    if (!shown) return;
    shownAt = now();
    emit(before);
  };

  const append = (text: string) => {
    line += text;
    while (line.length >= longestLine + slack) {
      const at = safeCut(line, longestLine, secrets);
      emit(line.slice(0, at));
      line = line.slice(at);
    }
  };

  /** A carriage return at the end of a chunk may be half of a line break. */
  let held = "";
  const take = (text: string) => {
    const whole = held + text;
    held = whole.endsWith("\r") ? "\r" : "";
    const settled = held === "" ? whole : whole.slice(0, -1);
    for (const part of settled.split(/(\r*\n|\r)/)) {
      if (part.endsWith("\n")) endLine();
      else if (part === "\r") beginAnew();
      else append(part);
    }
  };

  return {
    write: (chunk: Buffer): void => take(decoder.write(chunk)),
    /** What has no line break after it is a line all the same. */
    end: (): void => {
      take(decoder.end());
      held = "";
      if (line !== "" || (before !== "" && !shown)) endLine();
    },
  };
}
