import { sameLineKey } from "../../interchange/export-crontab.ts";
import { crontabTimes } from "../../interchange/export-times.ts";
import type { ImportPlan, NotTaken, PlanEntry } from "../../interchange/plan.ts";
import { messageOf } from "../../model/errors.ts";
import type { JobDetail } from "../../model/read-models/jobs.ts";
import type { ScheduleView } from "../../model/read-models/schedules.ts";
import type { PolicyChange } from "../../model/schedule.ts";
import { previewSchedule } from "../preview-schedule.ts";

/** What an import asks of the host that it is for. */
export type ImportTarget = {
  readonly keys: () => Promise<readonly { readonly scheduleId: string; readonly importKey: string | null }[]>;
  readonly jobs: () => Promise<readonly JobDetail[]>;
  readonly create: (wish: {
    readonly taskId: string;
    readonly title?: string;
    readonly when: string;
    readonly zone: string;
    readonly payload: unknown;
    readonly policies: PolicyChange;
    readonly importKey: string;
    readonly paused: boolean;
  }) => Promise<Pick<ScheduleView, "id">>;
};

/** An entry with what it means now, and what became of it. */
export type ShownEntry = PlanEntry & {
  readonly meaning: string;
  /** The next times in UTC milliseconds; one at least. */
  readonly next: readonly number[];
  readonly id: string | null;
  readonly state: "planned" | "created" | "there" | "failed";
  readonly problem: string | null;
};

export type JudgedPlan = { readonly shown: readonly ShownEntry[]; readonly notTaken: readonly NotTaken[] };

/** Of each schedule. */
const shownTimes = 3;

/** What never fires from now on is no schedule any more. */
export function judgePlan({ entries, notTaken }: ImportPlan, now: number): JudgedPlan {
  const shown: ShownEntry[] = [];
  const over: NotTaken[] = [];
  for (const entry of entries) {
    const { when, zone, file, line } = entry;
    const preview = previewSchedule({ when, zone, fromMs: now, count: shownTimes });
    if (!preview.ok) over.push({ file, line, text: `${when} ${entry.title}`, reason: preview.message });
    else {
      const { meaning, next } = preview;
      shown.push({ ...entry, meaning, next, id: null, state: "planned", problem: null });
    }
  }
  const all = [...notTaken, ...over].sort((a, b) => byText(a.file ?? "", b.file ?? "") || a.line - b.line);
  return { shown, notTaken: all };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/**
 * Marks what is there: what an earlier import has made, what the export came from, and what would be the same line of a crontab.
 */
export async function withKnown(target: ImportTarget, entries: readonly ShownEntry[]): Promise<readonly ShownEntry[]> {
  const [known, jobs] = await Promise.all([target.keys(), target.jobs()]);
  const views = jobs.flatMap(({ schedules }) => schedules);
  const ids = new Map<string, string>();
  for (const view of views) {
    const key = sameLineKey(view);
    if (key !== undefined) ids.set(key, view.id);
  }
  for (const { scheduleId, importKey } of known) {
    ids.set(scheduleId, scheduleId);
    if (importKey !== null) ids.set(importKey, scheduleId);
  }
  return entries.map((entry) => {
    const asLine = sameLineKey(entry);
    const id = [entry.sourceId, entry.importKey, asLine].flatMap((key) => ids.get(key ?? "") ?? [])[0];
    if (id === undefined) return entry;
    return {
      ...entry,
      id,
      state: "there",
      notes: [
        ...entry.notes,
        ...changedSince(
          entry,
          views.find((view) => view.id === id),
        ),
      ],
    };
  });
}

/** What is there stays as it is: then it must be said that it is something else by now. */
function changedSince({ when, zone }: ShownEntry, view: ScheduleView | undefined): readonly string[] {
  if (!view || (view.when.trim() === when.trim() && view.zone === zone)) return [];
  const [there, here] = [sameTimes(view), sameTimes({ when, zone })];
  return there === here ? [] : [`${view.id} has other times by now: ${view.meaning} (${view.zone}). It stays so.`];
}

function sameTimes({ when, zone }: Pick<ScheduleView, "when" | "zone">): string {
  const timed = crontabTimes(when);
  return `${zone} ${timed.ok ? timed.times : when.trim()}`;
}

/** Makes the schedules that are not there yet. One that is refused keeps no other out. */
export async function applyAll(
  target: ImportTarget,
  entries: readonly ShownEntry[],
  { paused }: { readonly paused: boolean },
): Promise<readonly ShownEntry[]> {
  const done: ShownEntry[] = [];
  const made = new Set<string>();
  for (const entry of entries) {
    if (entry.state !== "planned") {
      done.push(entry);
      continue;
    }
    const { taskId, title, untitled, when, zone, payload, policies, importKey } = entry;
    try {
      const wish = { taskId, when, zone, payload, policies, importKey, paused };
      const { id } = await target.create({ ...wish, ...(untitled ? {} : { title }) });
      done.push({ ...entry, id, state: made.has(id) ? "there" : "created" });
      made.add(id);
    } catch (error) {
      done.push({ ...entry, state: "failed", problem: messageOf(error) });
    }
  }
  return done;
}
