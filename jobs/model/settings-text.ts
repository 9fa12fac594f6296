import type { ParseError } from "jsonc-parser";
import { placeOf, syntaxProblems, type TextProblem } from "./jsonc.ts";
import { type PropertyNode, propertiesOf, removeProperty, setProperty, treeOf } from "./jsonc-edit.ts";
import { didYouMean } from "./nearest.ts";
import type { SettingField } from "./settings/field.ts";
import { settingField, settingFields, settingProblem } from "./settings.ts";

/** What `settings.json` says: JSON with comments and trailing commas, an object of settings by their names. */
export type SettingsText = {
  /** False when the text is no such object: then it says nothing at all. */
  readonly readable: boolean;
  /** By name, as text; only those that are acceptable. */
  readonly values: ReadonlyMap<string, string>;
  readonly problems: readonly TextProblem[];
};

/** More than any person writes. */
export const longestSettingsText = 500_000;

/** Reads the text. A single wrong value is a problem and left out; names that nobody knows are hints. */
export function readSettingsText(text: string): SettingsText {
  if (text.length > longestSettingsText)
    return unreadable(text, `The file has ${text.length} characters; at most ${longestSettingsText} are read.`);
  const errors: ParseError[] = [];
  const root = treeOf(text, errors);
  if (errors.length > 0) return { readable: false, values: new Map(), problems: syntaxProblems(text, "jsonc") };
  if (root && root.type !== "object") return unreadable(text, "The settings have to be in braces: { }.");
  const values = new Map<string, string>();
  const properties = propertiesOf(root);
  const problems = properties.flatMap((property, index) => {
    const judged = judge(property);
    if (judged.value === undefined) values.delete(property.name);
    else values.set(property.name, judged.value);
    const again = properties.findIndex(({ name }) => name === property.name) < index;
    return [...(again ? [repeated(property)] : []), ...(judged.problem ? [judged.problem] : [])];
  });
  return { readable: true, values, problems };
}

/** The text with this setting changed; undefined takes it away. Values are text, as they come from a form. */
export function editSettingsText(text: string, name: string, value: string | undefined): string {
  if (value === undefined) return removeProperty(text, name);
  const field = settingField(name);
  return setProperty(text, name, field ? typed(field, value) : value);
}

/** The problem in a line: "line 3, column 5: …". */
export function describeProblem(text: string, { offset, message }: Pick<TextProblem, "offset" | "message">): string {
  const { line, column } = placeOf(text, offset);
  return `line ${line}, column ${column}: ${message}`;
}

function unreadable(text: string, message: string): SettingsText {
  const problem: TextProblem = { offset: 0, length: Math.min(1, text.length), severity: "error", message };
  return { readable: false, values: new Map(), problems: [problem] };
}

type Judged = { readonly value?: string; readonly problem?: TextProblem };

function judge(property: PropertyNode): Judged {
  const field = settingField(property.name);
  if (!field) return { problem: unknownName(property) };
  if (field.kind === "secret") return { problem: misplacedSecret(property, field) };
  const value: unknown = property.value.value;
  const wanted = field.kind === "number" || field.kind === "boolean" ? field.kind : "string";
  const found = property.value.type;
  if (found !== wanted)
    return { problem: atValue(property, `${field.title} is ${article(found)}; ${shouldBe(field)}`) };
  const problem = settingProblem(field, String(value));
  return problem ? { problem: atValue(property, problem) } : { value: String(value) };
}

function typed(field: SettingField, value: string): string | number | boolean {
  if (field.kind === "number") return Number(value);
  return field.kind === "boolean" ? value === "true" : value;
}

function shouldBe({ kind, name, default: usual }: SettingField): string {
  if (kind === "number") return `it must be a number without quotes, like "${name}": ${usual ?? 1}.`;
  if (kind === "boolean") return "it must be true or false, without quotes.";
  return "it must be text in double quotes.";
}

const articles: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "an object",
};
const article = (type: string): string => articles[type] ?? type;

function unknownName({ name, key }: PropertyNode): TextProblem {
  const names = settingFields.filter(({ kind }) => kind !== "secret").map((field) => field.name);
  const message = `There is no setting "${name}".${didYouMean(name, names)} It is kept and not used.`;
  return { offset: key.offset, length: key.length, severity: "info", message };
}

function misplacedSecret({ key }: PropertyNode, field: SettingField): TextProblem {
  const message = `${field.title} is a secret and does not belong into this file, where it is not read. Enter it under Credentials, and take it away here.`;
  return { offset: key.offset, length: key.length, severity: "error", message };
}

function repeated({ name, key }: PropertyNode): TextProblem {
  const message = `"${name}" stands here more than once; the last one counts.`;
  return { offset: key.offset, length: key.length, severity: "warning", message };
}

function atValue({ value }: PropertyNode, message: string): TextProblem {
  return { offset: value.offset, length: value.length, severity: "error", message };
}
