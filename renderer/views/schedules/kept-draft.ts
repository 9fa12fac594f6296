import { parseTyped } from "../../forms/typed-payload.ts";
import { fieldsOf } from "../../state/fields-of.ts";
import { patternOf, type Simple } from "./builder.ts";
import type { Draft, Subject } from "./draft.ts";
import type { TypedPolicies } from "./policies.ts";

/** The form that is open on a page: of a schedule that is there, of a new one, or of a new one that begins as a copy. */
export type Editing = { readonly kind: "stored" | "copy"; readonly id: string } | { readonly kind: "new" } | null;

/** The key that what is typed in a form is kept under. */
export function draftKey(editor: string, subject: Subject): string {
  if (subject.kind === "stored") return `${editor}/schedule/stored/${subject.schedule.id}`;
  return `${editor}/schedule/new/${subject.taskId}/${subject.copyOf?.id ?? ""}`;
}

/** The form that a draft belongs to, the inverse of `draftKey`; null for a draft of another kind. */
export function editingOf(editor: string, key: string): Editing {
  const path = key.slice(editor.length);
  const [, stored] = /^\/schedule\/stored\/(.+)$/s.exec(path) ?? [];
  if (stored !== undefined) return { kind: "stored", id: stored };
  const [, copied] = /^\/schedule\/new\/[^/]*\/(.*)$/s.exec(path) ?? [];
  if (copied === undefined) return null;
  return copied === "" ? { kind: "new" } : { kind: "copy", id: copied };
}

/** What was kept as the draft of a schedule; null for anything else. */
export function parseDraft(kept: unknown): Draft | null {
  const { when, zone, title, simple, policies, payload } = fieldsOf(kept);
  if (typeof when !== "string" || typeof zone !== "string" || typeof title !== "string") return null;
  const typed = Object.entries(fieldsOf(policies)).filter(([, value]) => ["string", "boolean"].includes(typeof value));
  return {
    ...{ when, zone, title },
    simple: parseSimple(simple),
    policies: Object.fromEntries(typed) as TypedPolicies,
    payload: parseTyped(payload),
  };
}

/** The fields of the builder, as far as they can be drawn; without them the text counts. */
function parseSimple(kept: unknown): Simple | null {
  try {
    const simple = kept as Simple;
    // It reads all that a field of this kind has: what is of a wrong type throws, and an unknown kind has no pattern.
    return patternOf(simple) === undefined ? null : simple;
  } catch {
    return null;
  }
}
