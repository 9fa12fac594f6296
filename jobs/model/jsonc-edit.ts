import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { placeOfTooDeep, withoutMark } from "./jsonc.ts";

/**
 * Changes of single properties in a text that people write: everything else, comments and order included, stays as it is,
 * letter for letter. (The edits of jsonc-parser take comments beside a removed property away, and put a new one between
 * the last property and the comment behind it.)
 *
 * The text must be readable as JSON with comments and trailing commas, and an object or empty.
 */

const options = { allowTrailingComma: true, disallowComments: false, allowEmptyContent: true } as const;

/** The tree of the text; undefined when it is empty, or too deep to be read, which is an error. */
export function treeOf(text: string, errors: ParseError[] = []): Node | undefined {
  const tooDeep = placeOfTooDeep(text);
  if (tooDeep === undefined) return parseTree(withoutMark(text), errors, options);
  errors.push({ error: invalidSymbol, offset: tooDeep, length: 1 });
  return undefined;
}

/** `ParseErrorCode.InvalidSymbol` of jsonc-parser, which is there as a type only. */
const invalidSymbol = 1;

/** The nodes of the properties, in their order. */
export function propertiesOf(root: Node | undefined): readonly PropertyNode[] {
  return (root?.children ?? []).flatMap((node) => {
    const [key, value] = node.children ?? [];
    return key && value ? [{ name: String(key.value), start: node.offset, end: endOf(node), key, value }] : [];
  });
}

export type PropertyNode = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly key: Node;
  readonly value: Node;
};

const endOf = ({ offset, length }: Node): number => offset + length;

/** Gives the property this value: in its place if it is there, else as the last one. */
export function setProperty(text: string, name: string, value: unknown): string {
  const written = JSON.stringify(value);
  const root = treeOf(text);
  const properties = propertiesOf(root);
  // Of two with one name, readers take the last.
  const known = properties.findLast((property) => property.name === name);
  if (known) return splice(text, known.value.offset, endOf(known.value), written);
  const property = `${JSON.stringify(name)}: ${written}`;
  const last = properties.at(-1);
  if (last) return insertAfter(text, last, property);
  return root ? insertFirst(text, root, property) : wholeText(text, property);
}

/** Takes the property away, with its comma and, where nothing else is on it, its line. */
export function removeProperty(text: string, name: string): string {
  const properties = propertiesOf(treeOf(text));
  const index = properties.findLastIndex((property) => property.name === name);
  const property = properties[index];
  if (!property) return text;
  const comma =
    commaAfter(text, property.end) ?? (index > 0 ? commaAfter(text, properties[index - 1]?.end ?? 0) : null);
  return removeProperty(cut(text, property, comma), name);
}

/** Cuts out a property and a comma before or behind it; a comment between them stays. */
function cut(text: string, { start, end }: PropertyNode, comma: number | null): string {
  if (comma === null) return removeLine(text, start, end);
  if (comma >= end) {
    const apart = text.slice(end, comma).trim() !== "";
    return apart ? removeLine(splice(text, comma, comma + 1, ""), start, end) : removeLine(text, start, comma + 1);
  }
  const beside = /^[^\S\r\n]*$/.test(text.slice(comma + 1, start));
  return beside ? splice(text, comma, end, "") : splice(removeLine(text, start, end), comma, comma + 1, "");
}

function insertAfter(text: string, last: PropertyNode, property: string): string {
  const comma = commaAfter(text, last.end);
  const start = comma === null ? last.end : comma + 1;
  const place = endOfLineIfOnlyComments(text, start);
  const added = `${eolOf(text)}${indentOf(text, last.start)}${property}${comma === null ? "" : ","}`;
  const longer = splice(text, place, place, added);
  return comma === null ? splice(longer, last.end, last.end, ",") : longer;
}

function insertFirst(text: string, root: Node, property: string): string {
  const eol = eolOf(text);
  const close = endOf(root) - 1;
  const inner = text.slice(root.offset + 1, close);
  if (inner.trim() === "") return splice(text, root.offset + 1, close, `${eol}  ${property}${eol}`);
  const blank = /[^\S\r\n]*$/.exec(inner)?.[0].length ?? 0;
  const onOwnLine = /[\r\n][^\S\r\n]*$/.test(inner);
  return splice(text, close - blank, close, `${onOwnLine ? "" : eol}  ${property}${eol}`);
}

function wholeText(text: string, property: string): string {
  const eol = eolOf(text);
  const gap = text === "" || /\n$/.test(text) ? "" : eol;
  return `${text}${gap}{${eol}  ${property}${eol}}${eol}`;
}

const blanksAndComments = /(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
const commentsOfLine = /(?:[^\S\r\n]|\/\*(?:(?!\*\/)[^\r\n])*\*\/)*(?:\/\/[^\r\n]*)?/y;

/** Where the comma that follows is; null when something else follows. */
function commaAfter(text: string, from: number): number | null {
  const place = from + matchAt(blanksAndComments, text, from).length;
  return text[place] === "," ? place : null;
}

/** Behind the comments that stand on this line after the place, or the place itself when there is more than comments. */
function endOfLineIfOnlyComments(text: string, from: number): number {
  const comments = matchAt(commentsOfLine, text, from);
  const next = text[from + comments.length];
  const isOver = next === undefined || /[\r\n}]/.test(next);
  return isOver ? from + comments.trimEnd().length : from;
}

function matchAt(pattern: RegExp, text: string, from: number): string {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0] ?? "";
}

/** Cuts a piece out, with the blanks that would be left over, and its line break when nothing is left of its lines. */
function removeLine(text: string, start: number, end: number): string {
  const lineStart = startOfLine(text, start);
  const before = text.slice(lineStart, start);
  const blanks = matchAt(/[^\S\r\n]*/y, text, end);
  const lineEnd = matchAt(/\r\n|\n|\r/y, text, end + blanks.length);
  const isOver = lineEnd !== "" || end + blanks.length === text.length;
  if (isOver && lineStart > 0 && before.trim() === "")
    return splice(text, lineStart, end + blanks.length + lineEnd.length, "");
  return splice(text, start, /(^|[\s{])$/.test(before) ? end + blanks.length : end, "");
}

function startOfLine(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
}

function indentOf(text: string, at: number): string {
  const lineStart = startOfLine(text, at);
  const before = text.slice(lineStart, at);
  return lineStart > 0 && before.trim() === "" ? before : "  ";
}

const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

const splice = (text: string, start: number, end: number, insert: string): string =>
  text.slice(0, start) + insert + text.slice(end);
