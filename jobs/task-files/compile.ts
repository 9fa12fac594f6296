import path from "node:path";
import { JobdeckError } from "../model/errors.ts";

/** Names what turns sources into code: with another one, nothing that was compiled before is used. */
export const compilerVersion = "amaro-1";

export type Compiled = {
  readonly code: string;
  /** Source map version 3, from `code` to the source. */
  readonly map: string;
};

const typed = /\.m?ts$/;

/**
 * JavaScript of a task file, with nothing but its types gone: imports that are used as types only, enums and the like are
 * what TypeScript makes of them.
 *
 * @throws JobdeckError BAD_INPUT with the file, the line and what is wrong with it
 */
export async function compile(file: string, source: string): Promise<Compiled> {
  if (!typed.test(file)) return { code: source, map: lineMap(source) };
  const { transformSync } = await import("amaro");
  try {
    const { code, map } = transformSync(source, {
      mode: "transform",
      filename: file,
      sourceMap: true,
      transform: { verbatimModuleSyntax: false },
    });
    return { code, map: map ?? "" };
  } catch (error) {
    throw syntaxError(file, error);
  }
}

/** What is wrong with a JavaScript file, in the words of a parser that says where; undefined when it finds nothing. */
export async function syntaxProblem(file: string, source: string): Promise<JobdeckError | undefined> {
  const { transformSync } = await import("amaro");
  try {
    transformSync(source, { mode: "transform", filename: file });
    return undefined;
  } catch (error) {
    return syntaxError(file, error);
  }
}

type ParserError = { readonly message?: string; readonly startLine?: number; readonly snippet?: string };

function syntaxError(file: string, error: unknown): JobdeckError {
  const { message = String(error), startLine, snippet } = error as ParserError;
  const where = startLine === undefined ? path.basename(file) : `${path.basename(file)}:${startLine}`;
  const shown = snippet === undefined ? "" : `\n${snippet.trimEnd().replace(/^/gm, "  ")}`;
  return new JobdeckError("BAD_INPUT", `${where}: ${message.trim()}${shown}`, { cause: error });
}

/** Every line of the code is the same line of the source. */
function lineMap(source: string): string {
  const mappings = source
    .split("\n")
    .map((_line, index) => (index === 0 ? "AAAA" : "AACA"))
    .join(";");
  return JSON.stringify({ version: 3, sources: [""], names: [], mappings });
}
