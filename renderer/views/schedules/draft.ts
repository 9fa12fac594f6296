import type { SchedulePreview } from "../../../jobs/api/contract.ts";
import { isFree } from "../../../jobs/model/free-tasks.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { defaultPolicies, type PolicyChange, type SchedulePolicies } from "../../../jobs/model/schedule.ts";
import type { TypedPayload } from "../../forms/typed-payload.ts";
import { patternOf, type Simple, simpleOf } from "./builder.ts";
import { changeOf, defaultsOf, type ReadPolicies, readPolicies, type TypedPolicies } from "./policies.ts";

/** What is edited: a schedule that is there, or a new one, which may begin as the copy of another. */
export type Subject =
  | { readonly kind: "stored"; readonly schedule: ScheduleView }
  | { readonly kind: "new"; readonly taskId: string; readonly zone: string; readonly copyOf: ScheduleView | null };

/** What the user calls a job of their own: a schedule that says what is run, too. */
export function isScriptSchedule({ taskId, own }: Pick<ScheduleView, "taskId" | "own">): boolean {
  return own && isFree(taskId);
}

/** A schedule as it stands in the form. */
export type Draft = {
  readonly when: string;
  readonly zone: string;
  readonly title: string;
  /** The fields of the builder, as long as what was typed there is newer than the text. */
  readonly simple: Simple | null;
  readonly policies: TypedPolicies;
  /** null: nobody touched it. */
  readonly payload: TypedPayload | null;
};

/** What of a draft the host is asked about. */
export type Asked = { readonly when: string; readonly zone: string; readonly policies: SchedulePolicies };

/** What the host said; of a draft that has been changed since, it says nothing. */
export type Judged = { readonly asked: Asked; readonly preview: SchedulePreview };

/** What a subject begins with. */
export type Stored = {
  readonly taskId: string;
  readonly when: string;
  readonly zone: string;
  readonly title: string;
  readonly payload: unknown;
  readonly policies: SchedulePolicies;
  /** What holds without a change of the user's. */
  readonly defaults: SchedulePolicies;
};

export function storedOf(subject: Subject): Stored {
  const from = subject.kind === "stored" ? subject.schedule : subject.copyOf;
  const defaults = subject.kind === "stored" ? defaultsOf(subject.schedule) : defaultPolicies;
  if (!from) {
    const taskId = subject.kind === "new" ? subject.taskId : "";
    const zone = subject.kind === "new" ? subject.zone : "";
    return { taskId, zone, when: "", title: "", payload: {}, policies: defaultPolicies, defaults };
  }
  const copied = subject.kind === "new" && from.title !== null ? `${from.title} (copy)` : (from.title ?? "");
  const { taskId, when, zone, payload, policies } = from;
  return { taskId, when, zone, title: copied, payload, policies, defaults };
}

export function draftOf({ when, zone, title }: Stored): Draft {
  return { when, zone, title, simple: null, policies: {}, payload: null };
}

export function policiesIn(stored: Stored, draft: Draft): ReadPolicies {
  return readPolicies(stored.policies, draft.policies, draft.zone);
}

/** The text of the draft changed: the builder follows it. */
export function withText(draft: Draft, when: string): Draft {
  return { ...draft, when, simple: null };
}

/** The builder changed: the text follows it as soon as it says something whole. */
export function withSimple(draft: Draft, simple: Simple): Draft {
  return { ...draft, simple, when: patternOf(simple) ?? draft.when };
}

/** What the builder shows: what was typed there, else what the text means. */
export function shownSimple(draft: Draft, judged: Judged | null): Simple | null {
  if (draft.simple) return draft.simple;
  const meant = judged?.preview.ok && judged.asked.when === draft.when.trim() ? judged.preview.pattern : draft.when;
  return simpleOf(meant);
}

export function askedOf(draft: Draft, { policies }: ReadPolicies): Asked {
  return { when: draft.when.trim(), zone: draft.zone, policies };
}

/** True when this is what the host has judged. */
export function isCurrent(judged: Judged | null, asked: Asked): judged is Judged {
  return judged !== null && JSON.stringify(judged.asked) === JSON.stringify(asked);
}

/** Whether anything would be lost if the form were closed. */
export function isDirty(stored: Stored, draft: Draft): boolean {
  // Fields that say what the text says are no change.
  const { simple } = draft;
  const plain = simple && patternOf(simple) === draft.when ? { ...draft, simple: null } : draft;
  return JSON.stringify(plain) !== JSON.stringify(draftOf(stored));
}

/** What is sent to save it: only what differs, so that what a task asks for goes on to hold where nobody changed it. */
export function changesIn(stored: Stored, draft: Draft, read: ReadPolicies, pattern: string) {
  const policies = changeOf(stored.policies, read.policies) as PolicyChange;
  const timed = pattern !== stored.when || draft.zone !== stored.zone;
  const title = draft.title.trim();
  return {
    ...(timed ? { when: pattern, zone: draft.zone } : {}),
    ...(title === stored.title.trim() ? {} : { title: title === "" ? null : title }),
    ...(Object.keys(policies).length === 0 ? {} : { policies }),
  };
}

/** Why it cannot be saved, as far as the window knows; null when it can. */
export function obstacle(draft: Draft, read: ReadPolicies, judged: Judged | null): string | null {
  if (draft.when.trim() === "") return "Say when it runs: a time, or “on demand”.";
  if (draft.simple && patternOf(draft.simple) === null) return "Something is missing in the simple times.";
  if (Object.keys(read.problems).length > 0) return "A policy cannot be used as it is.";
  // It is judged within a moment: no words that only flash.
  if (!isCurrent(judged, askedOf(draft, read))) return "";
  return judged.preview.ok ? null : "These times cannot be used.";
}
