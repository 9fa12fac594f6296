import { previewSchedule } from "../api/preview-schedule.ts";
import { sameLineKey } from "../interchange/export-crontab.ts";
import { crontabTimes } from "../interchange/export-times.ts";
import type { ImportPlan, NotTaken } from "../interchange/plan.ts";
import { messageOf } from "../model/errors.ts";
import type { ScheduleView } from "../model/read-models.ts";
import { askLine } from "./ask.ts";
import type { CliContext } from "./context.ts";
import type { Access } from "./host-access.ts";
import { made, type ShownEntry, showPlan } from "./import-show.ts";
import { Exit } from "./output.ts";
import { iso } from "./words.ts";

export type ImportRequest = {
  readonly plan: ImportPlan;
  /** Where it was read from, in words. */
  readonly source: string;
  /** Makes the schedules without asking. */
  readonly yes: boolean;
};

/** Of each schedule. */
const shownTimes = 3;

/**
 * Shows what an import would make, what is there already and what stays behind; then makes the schedules, paused, when told to
 * beforehand or by the person at the terminal.
 */
export async function runImport(context: CliContext, { plan, source, yes }: ImportRequest): Promise<void> {
  const { output, withHost } = context;
  const { shown: planned, notTaken } = judge(plan);
  await withHost(async (access) => {
    const shown = await withKnown(access, planned);
    showPlan(context, { shown, notTaken, remarks: plan.remarks ?? [], source });
    const isNew = shown.some(({ state }) => state === "planned");
    const apply = isNew && (yes || (await confirmed(context)));
    const done = apply ? await applyAll(access, shown) : shown;
    output.json({
      source,
      applied: apply,
      entries: done.map(({ next, ...entry }) => ({ ...entry, next: next.map(iso) })),
      notTaken,
      remarks: plan.remarks ?? [],
    });
    if (apply) made(context, done);
    else if (isNew) output.line("Nothing was written. Add --yes to make these schedules, paused.");
    else output.line("There is nothing new to take over, and nothing was written.");
    if (done.some(({ state }) => state === "failed")) throw new Exit(2);
  });
}

/** What never fires from now on is no schedule any more. */
function judge({ entries, notTaken }: ImportPlan) {
  const shown: ShownEntry[] = [];
  const over: NotTaken[] = [];
  for (const entry of entries) {
    const { when, zone, file, line } = entry;
    const preview = previewSchedule({ when, zone, fromMs: Date.now(), count: shownTimes });
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
async function withKnown({ client }: Access, entries: readonly ShownEntry[]): Promise<readonly ShownEntry[]> {
  const [known, jobs] = await Promise.all([client.schedules.keys({}), client.jobs.list({})]);
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

async function applyAll({ client }: Access, entries: readonly ShownEntry[]): Promise<readonly ShownEntry[]> {
  const done: ShownEntry[] = [];
  const made = new Set<string>();
  for (const entry of entries) {
    if (entry.state !== "planned") {
      done.push(entry);
      continue;
    }
    const { taskId, title, untitled, when, zone, payload, policies, importKey } = entry;
    try {
      const wish = { taskId, when, zone, payload, policies, importKey, paused: true };
      const { id } = await client.schedules.create({ ...wish, ...(untitled ? {} : { title }) });
      done.push({ ...entry, id, state: made.has(id) ? "there" : "created" });
      made.add(id);
    } catch (error) {
      // One that is refused must not keep the others out; the exit code tells.
      done.push({ ...entry, state: "failed", problem: messageOf(error) });
    }
  }
  return done;
}

/** Asks the person at a terminal, and nobody else. */
async function confirmed({ output }: CliContext): Promise<boolean> {
  if (!output.isTerminal || !process.stdin.isTTY) return false;
  const answer = await askLine("Make these schedules, paused? [y/N] ");
  return /^y(es)?$/i.test(answer?.trim() ?? "");
}
