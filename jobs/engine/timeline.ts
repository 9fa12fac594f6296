import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import {
  mostTimelineParts,
  mostTimelineRuns,
  mostTimelineTimes,
  type Timeline,
  type TimelineJob,
  type TimelinePart,
  type TimelineRun,
} from "../model/timeline.ts";
import { parseError, type RunReader } from "../store/runs.ts";
import type { ScheduleRow, ScheduleStore } from "../store/schedules.ts";
import type { SeqRange, TimelineReader, TimelineRow } from "../store/timeline.ts";
import type { EngineState } from "./engine-state.ts";
import type { HolidayLists } from "./holiday-lists.ts";
import type { KnownTask } from "./known-task.ts";
import { predictTimes } from "./predicted-times.ts";
import { usualDuration } from "./run-views.ts";
import { type ScheduleSpec, toScheduleSpec, withHolidays } from "./schedule-spec.ts";

const usualRuns = 50;
/** A run that was made before the window may reach into it; so long before, at least. */
const leastLookBackMs = 60 * 60_000;
/** Numbers of runs: to count so many entries of an index takes 2 ms, of 50,000 it was 8. */
const countedAtOnce = 20_000;
const ledgerPage = 1_000;

export type TimelineOptions = {
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly reader: TimelineReader;
  readonly runs: Pick<RunReader, "recent">;
  readonly schedules: Pick<ScheduleStore, "byTask">;
  readonly holidays: Pick<HolidayLists, "get">;
  readonly state: Pick<EngineState, "startsNothing">;
  readonly clock: Clock;
  readonly hostZone: string;
  /** Called after every small piece of work: lets everything else go on when that is due. */
  readonly breathe: () => Promise<void>;
};

/** UTC milliseconds. Runs closer than `resolutionMs` need not be told apart. */
export type TimelineWindow = { readonly from: number; readonly to: number; readonly resolutionMs: number };

/** What was and what is to come of all jobs in a window of time; in pieces, so that the host never waits for it. */
export function createTimeline(options: TimelineOptions) {
  const { tasks, reader, runs, schedules, clock, breathe } = options;

  /** The same cuts for all jobs: times, and the numbers of the first runs that were made then. */
  const cutsOf = async ({ from, to, resolutionMs }: TimelineWindow, now: number) => {
    const end = Math.min(to, now + 1);
    if (end <= from) return [];
    const parts = Math.max(1, Math.min(mostTimelineParts, Math.floor((end - from) / Math.max(1, resolutionMs))));
    const cuts: { readonly at: number; readonly seq: number }[] = [];
    for (let index = 0; index <= parts; index++) {
      const at = Math.round(from + ((end - from) * index) / parts);
      cuts.push({ at, seq: reader.seqAt(at) });
      await breathe();
    }
    return cuts;
  };
  type Cuts = Awaited<ReturnType<typeof cutsOf>>;

  const countOf = async ({ taskId, from: first, before: end }: SeqRange) => {
    const counts = { runs: 0, failed: 0, cancelled: 0 };
    for (let from = first; from < end; from += countedAtOnce) {
      const range = { taskId, from, before: Math.min(end, from + countedAtOnce) };
      const runsHere = reader.count(range);
      counts.runs += runsHere;
      if (runsHere > 0) {
        counts.failed += reader.countOf(range, "failed");
        counts.cancelled += reader.countOf(range, "cancelled");
      }
      await breathe();
    }
    return counts;
  };

  const partsOf = async (taskId: string, cuts: Cuts): Promise<TimelinePart[]> => {
    const parts: TimelinePart[] = [];
    for (const [index, { at, seq }] of cuts.entries()) {
      const next = cuts[index + 1];
      if (!next || next.seq === seq) continue;
      const range: SeqRange = { taskId, from: seq, before: next.seq };
      const counts = await countOf(range);
      if (counts.runs > 0) parts.push({ from: at, to: next.at, ...counts });
    }
    return parts;
  };

  const notRunOf = async (row: ScheduleRow, { from, to }: TimelineWindow) => {
    const found: TimelineJob["notRun"] = [];
    for (let before = to; found.length < mostTimelineTimes; ) {
      const page = reader.ledger(row.id, from, before, ledgerPage);
      for (const { outcome, scheduled_at: scheduledAt, reason, slots } of page)
        if (outcome === "missed" || outcome === "skipped")
          found.push({ scheduleId: row.id, scheduledAt, outcome, reason, slots });
      await breathe();
      const oldest = page.at(-1);
      if (!oldest || page.length < ledgerPage) break;
      before = oldest.scheduled_at;
    }
    return found;
  };

  /** None when it cannot be understood: the job's own page says why. */
  const specOf = (row: ScheduleRow): readonly ScheduleSpec[] => {
    try {
      return [withHolidays(toScheduleSpec(row, options.hostZone), options.holidays)];
    } catch (error) {
      if (error instanceof JobdeckError) return [];
      throw error;
    }
  };

  const jobOf = async (taskId: string, window: TimelineWindow, cuts: Cuts, now: number): Promise<TimelineJob> => {
    const usualMs = usualDuration(runs.recent(taskId, usualRuns));
    const lookBackMs = Math.max(leastLookBackMs, 2 * (usualMs?.p90 ?? 0));
    const [first, last] = [cuts[0], cuts.at(-1)];
    const range = { taskId, from: first ? reader.seqAt(window.from - lookBackMs) : 0, before: last?.seq ?? 0 };
    await breathe();
    const isDense = reader.countUpTo(range, mostTimelineRuns + 1) > mostTimelineRuns;
    const ended = isDense ? [] : reader.started(range);
    await breathe();
    const begun = [...ended, ...reader.active(taskId, mostTimelineRuns)]
      .map(toTimelineRun)
      .filter(({ startedAt, finishedAt }) => startedAt < window.to && (finishedAt ?? now) >= window.from)
      .sort((a, b) => a.startedAt - b.startedAt);
    const rows = schedules.byTask(taskId);
    const notRun: TimelineJob["notRun"] = [];
    for (const row of rows) notRun.push(...(await notRunOf(row, window)));
    notRun.sort((a, b) => a.scheduledAt - b.scheduledAt);
    const task = tasks.get(taskId);
    const isQuiet = !task || options.state.startsNothing(task);
    return {
      ...{ taskId, usualMs, runs: begun },
      parts: isDense ? await partsOf(taskId, cuts) : [],
      notRun: notRun.slice(-mostTimelineTimes),
      ...(await predictTimes({ specs: isQuiet ? [] : rows.flatMap(specOf), window, now, breathe })),
    };
  };

  return async (window: TimelineWindow): Promise<Timeline> => {
    const now = clock.now();
    const cuts = await cutsOf(window, now);
    const jobs: TimelineJob[] = [];
    for (const taskId of [...tasks.keys()]) {
      jobs.push(await jobOf(taskId, window, cuts, now));
      await breathe();
    }
    return { from: window.from, to: window.to, now, jobs };
  };
}

function toTimelineRun(row: TimelineRow): TimelineRun {
  return {
    id: row.id,
    status: row.state,
    outcome: row.outcome,
    trigger: row.trigger_kind,
    scheduledAt: row.scheduled_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    note: row.summary ?? (row.error === null ? null : firstLine(parseError(row.error).message)),
  };
}

const longestNote = 200;

function firstLine(message: string): string {
  return (message.split("\n", 1)[0] ?? "").slice(0, longestNote);
}
