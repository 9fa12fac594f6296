import { type ErrorCode, errorCodes, messageOf } from "../model/errors.ts";

export type Output = {
  /** For a person, on standard output; nothing with `--json`. */
  readonly line: (text?: string) => void;
  /** The one document that `--json` promises. */
  readonly json: (document: unknown) => void;
  /** One of many documents, each on a line. */
  readonly jsonLine: (document: unknown) => void;
  /** What is neither: to standard error. */
  readonly note: (text: string) => void;
  readonly isJson: boolean;
  /** Colours and bars make sense. */
  readonly isTerminal: boolean;
  readonly width: number;
  readonly paint: Paint;
};

export type Paint = Readonly<Record<"bold" | "dim" | "red" | "green" | "yellow" | "blue", (text: string) => string>>;

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 } as const;

export function createOutput(isJson: boolean): Output {
  const isTerminal = process.stdout.isTTY === true && !isJson;
  const colours = isTerminal && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  const paint = Object.fromEntries(
    Object.entries(codes).map(([name, code]) => [
      name,
      (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text),
    ]),
  ) as Paint;
  const out = (text: string) => void process.stdout.write(text);
  return {
    line: (text = "") => (isJson ? undefined : out(`${text}\n`)),
    json: (document) => (isJson ? out(`${JSON.stringify(document, null, 2)}\n`) : undefined),
    jsonLine: (document) => (isJson ? out(`${JSON.stringify(document)}\n`) : undefined),
    note: (text) => void process.stderr.write(`${text}\n`),
    isJson,
    isTerminal,
    width: process.stdout.columns ?? 100,
    paint,
  };
}

/** Ends the command with this exit code without an error to be told. */
export class Exit extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** Tells what went wrong, in one line or as a document, and gives the exit code. */
export function reportError(error: unknown, output: Output): number {
  if (error instanceof Exit) return error.exitCode;
  const code = codeOf(error);
  const known = code !== undefined && code in errorCodes ? errorCodes[code as ErrorCode] : undefined;
  const details = typeof error === "object" && error !== null && "data" in error ? error.data : detailsOf(error);
  output.json({
    error: { code: code ?? "UNEXPECTED", message: messageOf(error), ...(details === undefined ? {} : { details }) },
  });
  if (!output.isJson) output.note(`jobdeck: ${messageOf(error)}`);
  if (!known && code !== "BAD_REQUEST") output.note(error instanceof Error ? (error.stack ?? "") : "");
  return known?.exitCode ?? (code === "BAD_REQUEST" ? 2 : 1);
}

function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}

function detailsOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "details" in error ? error.details : undefined;
}

/** Columns as wide as their widest cell; the last one is cut to the terminal's width. */
export function table(output: Output, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => bare(row[column] ?? "").length)),
  );
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - bare(cell).length)),
      )
      .join("  ");
  output.line(output.paint.dim(format(head)));
  for (const row of rows) output.line(cut(format(row), output));
}

function bare(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours that were put in above
  return text.replace(/\u001b\[\d+m/g, "");
}

function cut(text: string, { isTerminal, width }: Output): string {
  return isTerminal && bare(text) === text && text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
