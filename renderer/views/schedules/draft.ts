import type { SchedulePreview } from "../../../jobs/api/contract.ts";
import type { ScheduleView } from "../../../jobs/model/read-models.ts";

/** A schedule as it stands in the form. */
export type Draft = { readonly when: string; readonly zone: string };

/** What the host said of a draft; of one that has been changed since, it says nothing. */
export type Judged = { readonly draft: Draft; readonly preview: SchedulePreview };

export function sameDraft(left: Draft, right: Draft): boolean {
  return left.when.trim() === right.when.trim() && left.zone === right.zone;
}

export function draftOf(schedule: Pick<ScheduleView, "when" | "zone">): Draft {
  return { when: schedule.when, zone: schedule.zone };
}

/** Only what the host has judged, found good and that differs from what is stored may be saved. */
export function canSave(draft: Draft, schedule: ScheduleView, judged: Judged | null): boolean {
  return judged?.preview.ok === true && sameDraft(judged.draft, draft) && !sameDraft(draft, draftOf(schedule));
}

/** All zones that this machine knows, with UTC and `current`, in the order of the alphabet. */
export function zoneNames(current: string, known: readonly string[]): readonly string[] {
  return [...new Set(["UTC", current, ...known])].sort();
}
