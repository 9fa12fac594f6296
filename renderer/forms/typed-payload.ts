import { fieldsOf } from "../state/fields-of.ts";
import {
  draftOf,
  type PayloadDraft,
  type PayloadProblem,
  parseJson,
  payloadOf,
  unknownNames,
} from "./payload-draft.ts";
import type { PayloadField } from "./payload-fields.ts";

/** A payload as it was typed: in a form, or the same as JSON. */
export type TypedPayload =
  | { readonly view: "form"; readonly draft: PayloadDraft }
  | { readonly view: "json"; readonly text: string };

export type ReadPayload =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly problems: readonly PayloadProblem[] };

/** A payload as it is shown first: in the form, where that has a field for all of it. */
export function typedPayload(fields: readonly PayloadField[] | null, payload: unknown): TypedPayload {
  if (!fields || unknownNames(fields, payload).length > 0)
    return { view: "json", text: JSON.stringify(payload ?? {}, null, 2) };
  return { view: "form", draft: draftOf(fields, payload) };
}

export function readPayload(fields: readonly PayloadField[] | null, typed: TypedPayload): ReadPayload {
  if (typed.view === "form") return payloadOf(fields ?? [], typed.draft);
  const read = parseJson(typed.text);
  return "message" in read ? { ok: false, problems: [{ path: "", ...read }] } : { ok: true, payload: read.value };
}

/** Whether two are the same payload, however they were typed; while one cannot be read, whether the same stands in both. */
export function saysTheSame(fields: readonly PayloadField[] | null, a: TypedPayload, b: TypedPayload): boolean {
  const [read, other] = [readPayload(fields, a), readPayload(fields, b)];
  if (read.ok && other.ok) return JSON.stringify(read.payload) === JSON.stringify(other.payload);
  return JSON.stringify(writtenIn(a)) === JSON.stringify(writtenIn(b));
}

function writtenIn(typed: TypedPayload): unknown {
  if (typed.view === "json") return typed.text;
  return Object.entries(typed.draft)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What was kept of one; null for anything else. */
export function parseTyped(kept: unknown): TypedPayload | null {
  const { view, draft, text } = fieldsOf(kept);
  if (view === "json") return typeof text === "string" ? { view, text } : null;
  if (view !== "form") return null;
  const typed = Object.entries(fieldsOf(draft)).filter(([, value]) => ["string", "boolean"].includes(typeof value));
  return { view, draft: Object.fromEntries(typed) as PayloadDraft };
}
