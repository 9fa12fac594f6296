import {
  createScanner,
  type ParseError,
  type ParseErrorCode,
  parse,
  printParseErrorCode,
  type SyntaxKind,
} from "jsonc-parser";

/** A place in a text that is wrong, and why. Offsets count UTF-16 units from 0. */
export type TextProblem = {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  readonly severity: "error" | "warning" | "info";
};

const words: Readonly<Record<string, string>> = {
  InvalidSymbol: "This is no JSON value. Text has to be in double quotes.",
  InvalidNumberFormat: "This is no JSON number.",
  PropertyNameExpected: "A name in double quotes is expected here.",
  ValueExpected: "A value is expected here.",
  ColonExpected: "A colon is expected here.",
  CommaExpected: "A comma is expected here.",
  CloseBraceExpected: "A closing brace } is expected here.",
  CloseBracketExpected: "A closing bracket ] is expected here.",
  EndOfFileExpected: "The text should end here: there is more after the value.",
  InvalidCommentToken: "JSON has no comments here.",
  UnexpectedEndOfComment: "The comment is not ended by */.",
  UnexpectedEndOfString: 'The text is not ended by a double quote ".',
  UnexpectedEndOfNumber: "The number is cut off.",
  InvalidUnicode: "This is no \\u escape: four hexadecimal digits have to follow.",
  InvalidEscapeCharacter: "This is no escape of JSON.",
  InvalidCharacter: "A control character has to be escaped.",
};

/** Which JSON: as programs write it, or as people do, with comments and trailing commas. */
export type JsonDialect = "json" | "jsonc";

/** What is wrong with the text as JSON, in its order; empty when it can be read. Nothing but blanks counts as wrong. */
export function syntaxProblems(text: string, dialect: JsonDialect): readonly TextProblem[] {
  const errors: ParseError[] = [];
  const tooDeep = placeOfTooDeep(text);
  if (tooDeep !== undefined)
    return [{ ...mark(text, tooDeep, 1), message: `This is nested more than ${deepest} deep, which is not read.` }];
  parse(dialect === "jsonc" ? withoutMark(text) : text, errors, {
    disallowComments: dialect === "json",
    allowTrailingComma: dialect === "jsonc",
  });
  return errors.map(({ error, offset, length }) => ({ ...mark(text, offset, length), message: wordsFor(error) }));
}

/** Deeper than anybody writes; what reads JSON calls itself. */
const deepest = 500;

/** Where the text is nested deeper than can be read; undefined where it is not. */
export function placeOfTooDeep(text: string): number | undefined {
  // Nearly every text has too few brackets for it to be looked at any closer.
  if (text.split(/[[{]/, deepest + 2).length <= deepest + 1) return undefined;
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: SyntaxKind = scanner.scan(); token !== kinds.end; token = scanner.scan()) {
    if (token === kinds.openBrace || token === kinds.openBracket) depth += 1;
    else if (token === kinds.closeBrace || token === kinds.closeBracket) depth -= 1;
    if (depth > deepest) return scanner.getTokenOffset();
  }
  return undefined;
}

/** `SyntaxKind` of jsonc-parser, which is there as a type only. */
const kinds = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 } as const;

/** Programs of Windows begin a text with a byte order mark; in its place a blank, so that all places stay. */
export function withoutMark(text: string): string {
  return text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
}

/** Something that can be seen is marked, also at the end of the text. */
function mark(text: string, offset: number, length: number): Omit<TextProblem, "message"> {
  const end = Math.min(offset + Math.max(length, 1), text.length);
  const start = Math.min(offset, Math.max(0, end - 1));
  return { offset: start, length: end - start, severity: "error" };
}

function wordsFor(error: ParseErrorCode): string {
  const code = printParseErrorCode(error);
  return words[code] ?? `This is no valid JSON (${code}).`;
}

/** Line and column of a place, both from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - (before.lastIndexOf("\n") + 1) + 1 };
}
