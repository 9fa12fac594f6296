import type { PayloadField } from "./payload-fields.ts";

/** What stands in the fields, as it was typed: text, or for a check its state. A field that is left out has no entry. */
export type PayloadDraft = Readonly<Record<string, string | boolean>>;

export type PayloadProblem = {
  /** Name of the field; a field of the task's own that is within it has dots. */
  readonly path: string;
  readonly message: string;
};

export type WrittenPayload =
  | { readonly ok: true; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problems: readonly PayloadProblem[] };

/** The draft that stands for a payload: of an earlier run, or `{}`, which leaves everything to the task's defaults. */
export function draftOf(fields: readonly PayloadField[], payload: unknown): PayloadDraft {
  const values: Readonly<Record<string, unknown>> = isObject(payload) ? payload : {};
  const written = fields.flatMap((field) =>
    Object.hasOwn(values, field.name) ? [[field.name, writtenAs(field, values[field.name])] as const] : [],
  );
  return Object.fromEntries(written);
}

/** The payload that a draft stands for. Empty fields are left out: the task's own default counts. */
export function payloadOf(fields: readonly PayloadField[], draft: PayloadDraft): WrittenPayload {
  const problems: PayloadProblem[] = [];
  const payload: Record<string, unknown> = {};
  for (const field of fields) {
    const typed = draft[field.name];
    if (typed === undefined || (typed === "" && !(field.kind === "text" && field.required))) {
      if (field.required) problems.push({ path: field.name, message: "Is needed" });
      continue;
    }
    const read = readField(field, typed);
    if ("message" in read) problems.push({ path: field.name, message: read.message });
    else payload[field.name] = read.value;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, payload };
}

/** What a payload has that no field is for; the form would lose it. */
export function unknownNames(fields: readonly PayloadField[], payload: unknown): readonly string[] {
  return isObject(payload) ? Object.keys(payload).filter((name) => !fields.some((field) => field.name === name)) : [];
}

/** A payload out of text that a person wrote. */
export function parseJson(text: string): { readonly value: unknown } | { readonly message: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { message: `This is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function writtenAs(field: PayloadField, value: unknown): string | boolean {
  if (field.kind === "check" && typeof value === "boolean") return value;
  if (field.kind === "text" && typeof value === "string") return value;
  if (field.kind === "number" && typeof value === "number") return String(value);
  if (field.kind === "lines" && Array.isArray(value)) return value.map(String).join("\n");
  return JSON.stringify(value, null, field.kind === "json" ? 2 : undefined) ?? "";
}

type Read = { readonly value: unknown } | { readonly message: string };

function readField(field: PayloadField, typed: string | boolean): Read {
  if (typeof typed === "boolean") return { value: typed };
  switch (field.kind) {
    case "number":
      return readNumber(typed, field.whole);
    case "lines":
      return readLines(typed, field);
    case "text":
      return { value: typed };
    default:
      return parseJson(typed);
  }
}

function readNumber(typed: string, whole: boolean): Read {
  const value = Number(typed);
  if (typed.trim() === "" || !Number.isFinite(value)) return { message: `“${typed}” is no number` };
  return whole && !Number.isInteger(value) ? { message: `${typed} is no whole number` } : { value };
}

function readLines(typed: string, { numeric, whole }: PayloadField): Read {
  const lines = typed.split("\n");
  if (!numeric) return { value: lines };
  const numbers = lines.filter((line) => line.trim() !== "").map((line) => readNumber(line, whole));
  const problem = numbers.find((each) => "message" in each);
  return problem ?? { value: numbers.flatMap((each) => ("value" in each ? [each.value] : [])) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
