import type { Clock } from "../model/clock.ts";
import { type JobDay, type JobDays, shownDays } from "../model/job-days.ts";
import { startOfDay, wallAt } from "../schedule/wall-clock.ts";
import { countedAtOnce, type JobDaysReader } from "../store/job-days.ts";
import type { Ending, PastRuns } from "../store/past-runs.ts";
import type { TimelineReader } from "../store/timeline.ts";

const ledgerPage = 1_000;
const caughtUpPage = 1_000;

export type JobDaysOptions = {
  readonly reader: JobDaysReader;
  readonly timeline: Pick<TimelineReader, "seqAt">;
  readonly past: Pick<PastRuns, "since">;
  readonly clock: Clock;
  readonly hostZone: string;
  /** Called after every small piece of work: lets everything else go on when that is due. */
  readonly breathe: () => Promise<void>;
};

/** Whose days: all of a task, or of one of its schedules only. */
export type JobDaysOf = { readonly taskId: string; readonly scheduleId?: string | undefined };

type Day = { -readonly [Key in keyof JobDay]: JobDay[Key] };
/** A day, and the numbers of its runs: from `seq` on. */
type Cut = { readonly day: Day; readonly seq: number };

/** How a job has fared on each of the last days; in pieces, so that the host never waits for it. */
export function createJobDays({ reader, timeline, past, clock, hostZone, breathe }: JobDaysOptions) {
  const cutsOf = async (now: number): Promise<readonly Cut[]> => {
    const cuts: Cut[] = [];
    for (const from of lastDays(now, hostZone)) {
      cuts.push({ day: emptyDay(from, hostZone), seq: timeline.seqAt(from) });
      await breathe();
    }
    return cuts;
  };

  const schedulesOf = ({ taskId, scheduleId }: JobDaysOf): readonly string[] => {
    if (scheduleId !== undefined) return [scheduleId];
    const found: string[] = [];
    for (let id = reader.scheduleAfter(taskId, `${taskId}:`); id !== null; id = reader.scheduleAfter(taskId, id))
      found.push(id);
    return found;
  };

  const countRuns = async ({ taskId, scheduleId }: JobDaysOf, { day, seq }: Cut, end: number) => {
    for (let from = seq; from < end; from += countedAtOnce) {
      const range = { from, before: Math.min(end, from + countedAtOnce) };
      for (const [state, name] of [
        ["completed", "completed"],
        ["failed", "failed"],
        ["cancelled", "cancelled"],
      ] as const) {
        day[name] +=
          scheduleId === undefined
            ? reader.countOfTask(taskId, state, range)
            : reader.countOfSchedule(scheduleId, state, range);
        await breathe();
      }
      const skipped =
        scheduleId === undefined ? reader.skippedOfTask(taskId, range) : reader.skippedOfSchedule(scheduleId, range);
      day.skipped += skipped;
      day.completed -= skipped;
      await breathe();
    }
  };

  /** Those that were caught up have been counted as completed so far. */
  const moveCaughtUp = async (scheduleId: string, cuts: readonly Cut[], end: number) => {
    for (let from = cuts[0]?.seq ?? end; ; ) {
      const found = reader.caughtUp(scheduleId, { from, before: end }, caughtUpPage);
      for (const seq of found) {
        const day = cuts.findLast((cut) => cut.seq <= seq)?.day;
        if (!day) continue;
        day.caughtUp += 1;
        day.completed -= 1;
      }
      await breathe();
      if (found.length < caughtUpPage) return;
      from = (found.at(-1) ?? end) + 1;
    }
  };

  const countNotRun = async (scheduleId: string, cuts: readonly Cut[], now: number) => {
    // The rows come in order of time, and so do the days.
    let index = 0;
    for (let from = cuts[0]?.day.from ?? now; from <= now; ) {
      const before = reader.pageEnd(scheduleId, { from, before: now + 1 }, ledgerPage);
      for (const { at, outcome, slots } of reader.notRun(scheduleId, { from, before })) {
        while ((cuts[index + 1]?.day.from ?? Number.POSITIVE_INFINITY) <= at) index += 1;
        const day = cuts[index]?.day;
        if (day) day[outcome] += slots;
      }
      await breathe();
      from = before;
    }
  };

  /** Those that are deleted by now. */
  const countGone = ({ taskId, scheduleId }: JobDaysOf, cuts: readonly Cut[]): void => {
    const days = new Map(cuts.map(({ day }) => [day.date, day]));
    for (const { day: date, ending, runs } of past.since(cuts[0]?.day.date ?? "", taskId, scheduleId)) {
      const day = days.get(date);
      if (day) day[countedAs[ending]] += runs;
    }
  };

  return async (of: JobDaysOf): Promise<JobDays> => {
    const now = clock.now();
    const cuts = await cutsOf(now);
    const end = timeline.seqAt(now + 1);
    for (const [index, cut] of cuts.entries()) await countRuns(of, cut, cuts[index + 1]?.seq ?? end);
    countGone(of, cuts);
    for (const scheduleId of schedulesOf(of)) {
      await moveCaughtUp(scheduleId, cuts, end);
      await countNotRun(scheduleId, cuts, now);
    }
    return { zone: hostZone, days: cuts.map(({ day }) => day) };
  };
}

const countedAs = {
  ...{ completed: "completed", "caught-up": "caughtUp", failed: "failed", cancelled: "cancelled", skipped: "skipped" },
} as const satisfies Readonly<Record<Ending, keyof JobDay>>;

/** When the last days of the zone began, oldest first, today included. */
function lastDays(now: number, zone: string): readonly number[] {
  const found = [startOfDay(now, zone)];
  while (found.length < shownDays) found.unshift(startOfDay((found[0] ?? now) - 1, zone));
  return found;
}

function emptyDay(from: number, zone: string): Day {
  return { date: dayOf(from, zone), from, completed: 0, caughtUp: 0, failed: 0, cancelled: 0, skipped: 0, missed: 0 };
}

/** The day of the zone that a time is in: "2026-11-24". */
export function dayOf(at: number, zone: string): string {
  return new Date(wallAt(at, zone)).toISOString().slice(0, 10);
}
