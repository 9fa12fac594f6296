import { type LogLevel, type LogLine, logLevels } from "../../jobs/model/log.ts";
import { type AnsiStyle, hasControls, plainStyle, readAnsi, withoutControls } from "./ansi.ts";

/** A line as it is drawn: a message of several lines has a row for each, and lines that were dropped have one together. */
export type LogRow = {
  readonly seq: number;
  readonly at: number;
  readonly level: LogLevel | "gap";
  /** Without what only a terminal understands. */
  readonly text: string;
  /** What `readAnsi` makes the looks of that the job gave the text, once the row is drawn; null when it gave none. */
  readonly looks: { readonly raw: string; readonly style: AnsiStyle } | null;
  /** False for the second and later lines of one message. */
  readonly first: boolean;
};

/** The rows of lines that follow `lastSeq`; lines that were there already are left out. */
export function toLogRows(lines: readonly LogLine[], lastSeq: number): readonly LogRow[] {
  const rows: LogRow[] = [];
  let last = lastSeq;
  for (const line of lines) {
    if (line.seq <= last) continue;
    if (line.seq > last + 1) rows.push(gapRow(line, line.seq - last - 1));
    last = line.seq;
    const texts = textOf(line).split(/\r\n|\r|\n/);
    let style = plainStyle;
    for (const [index, raw] of texts.entries()) {
      const controlled = hasControls(raw);
      rows.push({
        seq: line.seq,
        at: line.at,
        level: line.level,
        first: index === 0,
        text: controlled ? withoutControls(raw) : raw,
        looks: controlled || style !== plainStyle ? { raw, style } : null,
      });
      if (controlled && index < texts.length - 1) style = readAnsi(raw, style).style;
    }
  }
  return rows;
}

function gapRow(next: LogLine, dropped: number): LogRow {
  const text = `${dropped} ${dropped === 1 ? "line was" : "lines were"} dropped here: the log had grown too long`;
  return { seq: next.seq - 1, at: next.at, level: "gap", text, looks: null, first: true };
}

function textOf(line: LogLine): string {
  if (line.data === undefined || line.data === null) return line.message;
  const data = typeof line.data === "string" ? line.data : JSON.stringify(line.data);
  return `${line.message} ${data}`;
}

export type LogFilter = {
  /** This level and graver ones are shown. */
  readonly level: LogLevel;
  readonly query: string;
  /** Only rows that hold the query are shown; else they are only marked. */
  readonly matchesOnly: boolean;
};

export type LogView = {
  /** Indices into the rows, in order. */
  readonly visible: readonly number[];
  /** Positions in `visible` of the rows that hold the query. */
  readonly matches: readonly number[];
  /** How many rows were looked at. */
  readonly rows: number;
};

/**
 * Which rows are shown, and which of them hold the query.
 *
 * @param before the view of the first rows by the same filter: only those after them are looked at
 */
export function viewLog(rows: readonly LogRow[], filter: LogFilter, before?: LogView): LogView {
  const gravest = logLevels.indexOf(filter.level);
  const pattern = queryPattern(filter.query);
  const visible = before ? [...before.visible] : [];
  const matches = before ? [...before.matches] : [];
  for (let index = before?.rows ?? 0; index < rows.length; index++) {
    const row = rows[index];
    if (!row) break;
    if (row.level !== "gap" && logLevels.indexOf(row.level) < gravest) continue;
    const hit = pattern !== undefined && row.level !== "gap" && pattern.test(row.text);
    if (filter.matchesOnly && pattern !== undefined && !hit) continue;
    if (hit) matches.push(visible.length);
    visible.push(index);
  }
  return { visible, matches, rows: rows.length };
}

/** The query as a pattern that takes it literally and in any case; undefined when there is nothing to look for. */
export function queryPattern(query: string): RegExp | undefined {
  return query === "" ? undefined : new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
}

/** A text cut at every hit: hits are at the odd places. */
export function splitByQuery(text: string, query: string): readonly string[] {
  const pattern = queryPattern(query);
  return pattern === undefined ? [text] : text.split(new RegExp(`(${pattern.source})`, "gi"));
}
