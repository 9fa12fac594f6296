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
import { parseError } from "../store/runs.ts";
import type { ScheduleRow } from "../store/schedules.ts";
import type { TimelineRow } from "../store/timeline.ts";
import type { EngineState } from "./engine-state.ts";
import type { HolidayLists } from "./holiday-lists.ts";
import type { KnownTask } from "./known-task.ts";
import { predictTimes } from "./predicted-times.ts";
import { type ScheduleSpec, toScheduleSpec, withHolidays } from "./schedule-spec.ts";
import { createLanes, type LaneRange, type LaneSource, type LanesOptions } from "./timeline-lanes.ts";

/** A run that was made before the window may reach into it; so long before, at least. */
const leastLookBackMs = 60 * 60_000;
/** Numbers of runs: to read so many takes 2 ms. */
const numbersAtOnce = 5_000;
/** Schedules whose times are looked for at once. */
const schedulesAtOnce = 100;

export type TimelineOptions = LanesOptions & {
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly holidays: Pick<HolidayLists, "get">;
  readonly state: Pick<EngineState, "startsNothing" | "pausedUntil">;
  readonly clock: Clock;
  readonly hostZone: string;
  /** Called after every small piece of work: lets everything else go on when that is due. */
  readonly breathe: () => Promise<void>;
};

/** UTC milliseconds. Runs closer than `resolutionMs` need not be told apart. */
export type TimelineWindow = { readonly from: number; readonly to: number; readonly resolutionMs: number };

/** A window, of all lanes or of those with these ids. */
export type TimelineRequest = TimelineWindow & { readonly lanes?: readonly string[] | undefined };

/** What was and what is to come of all jobs in a window of time; in pieces, so that the host never waits for it. */
export function createTimeline(options: TimelineOptions) {
  const { tasks, reader, schedules, clock, breathe } = options;
  const lanesOf = createLanes(options);

  /** The same cuts for all jobs: times, and the numbers of the first runs that were made then. */
  const cutsOf = async ({ from, resolutionMs }: TimelineWindow, end: number) => {
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

  /** What is the same for all lanes of a window, worked out when the first of them needs it. */
  const frameOf = (window: TimelineWindow) => {
    const now = clock.now();
    const end = Math.min(window.to, now + 1);
    const kept = new Map<number, number>();
    let cuts: Promise<Cuts> | undefined;
    return {
      ...{ window, now },
      /** Whether a part of it has been. */
      hasPast: end > window.from,
      end,
      /** Most lanes are looked at from the same time on. */
      seqAt: (time: number): number => {
        const seq = kept.get(time) ?? reader.seqAt(time);
        kept.set(time, seq);
        return seq;
      },
      cuts: (): Promise<Cuts> => {
        cuts ??= cutsOf(window, end);
        return cuts;
      },
    };
  };
  type Frame = ReturnType<typeof frameOf>;

  async function* numbersOf(lane: LaneSource, { from: first, before }: LaneRange, of: "runs" | "failed" | "cancelled") {
    for (let from = first; ; ) {
      const numbers = lane.numbers({ from, before }, of, numbersAtOnce);
      yield numbers;
      await breathe();
      const last = numbers.at(-1);
      if (last === undefined || numbers.length < numbersAtOnce) return;
      from = last + 1;
    }
  }

  /** How many runs were made between each cut and the next: to read their numbers costs less than to ask for each count. */
  const partsOf = async (lane: LaneSource, cuts: Cuts): Promise<TimelinePart[]> => {
    const range = { from: cuts[0]?.seq ?? 0, before: cuts.at(-1)?.seq ?? 0 };
    const parts = cuts.map(({ at, seq }, index) => ({
      ...{ seq, from: at, to: cuts[index + 1]?.at ?? at },
      ...{ runs: 0, failed: 0, cancelled: 0 },
    }));
    for (const which of ["runs", "failed", "cancelled"] as const)
      for await (const numbers of numbersOf(lane, range, which))
        for (const part of placesOf(numbers, parts)) part[which] += 1;
    return parts.filter(({ runs }) => runs > 0).map(({ seq: _, ...part }) => part);
  };

  /** The newest of all these schedules. */
  const notRunOf = async (rows: readonly ScheduleRow[], { from, to }: TimelineWindow) => {
    const found: TimelineJob["notRun"] = [];
    for (let at = 0; at < rows.length; at += schedulesAtOnce) {
      const ids = rows.slice(at, at + schedulesAtOnce).map(({ id }) => id);
      for (const row of reader.notRun(ids, from, to, mostTimelineTimes))
        found.push({
          ...{ scheduleId: row.schedule_id, scheduledAt: row.scheduled_at },
          ...{ outcome: row.outcome, reason: row.reason, slots: row.slots },
        });
      await breathe();
    }
    return found.sort((a, b) => a.scheduledAt - b.scheduledAt).slice(-mostTimelineTimes);
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

  /** The numbers of the runs that may reach into the window. */
  const rangeOf = ({ window, hasPast, end, seqAt }: Frame, usualMs: TimelineJob["usualMs"]): LaneRange => {
    const lookBackMs = Math.max(leastLookBackMs, 2 * (usualMs?.p90 ?? 0));
    return hasPast ? { from: seqAt(window.from - lookBackMs), before: seqAt(end) } : { from: 0, before: 0 };
  };

  const jobOf = async (lane: LaneSource, task: KnownTask, frame: Frame): Promise<TimelineJob> => {
    const { window, now } = frame;
    const usualMs = lane.usualMs();
    const range = rangeOf(frame, usualMs);
    await breathe();
    const isDense = lane.countUpTo(range, mostTimelineRuns + 1) > mostTimelineRuns;
    const ended = isDense ? [] : await lane.started(range);
    await breathe();
    const begun = [...ended, ...lane.active()]
      .map(toTimelineRun)
      .filter(({ startedAt, finishedAt }) => startedAt < window.to && (finishedAt ?? now) >= window.from)
      .sort((a, b) => a.startedAt - b.startedAt);
    const specs = options.state.startsNothing(task) ? [] : lane.schedules.flatMap(specOf);
    return {
      ...{ taskId: lane.id, usualMs, runs: begun },
      parts: isDense ? await partsOf(lane, await frame.cuts()) : [],
      notRun: await notRunOf(lane.schedules, window),
      ...(await predictTimes({ specs, window, now, state: options.state, breathe })),
    };
  };

  /** Of all tasks, or of those that have one of these lanes. */
  const lanesIn = function* (ids: readonly string[] | undefined) {
    const wanted = ids && new Set(ids);
    const owners = ids && new Set(ids.map((id) => (tasks.has(id) ? id : schedules.get(id)?.task_id)));
    for (const [taskId, task] of [...tasks])
      if (owners?.has(taskId) ?? true)
        for (const lane of lanesOf(taskId)) if (wanted?.has(lane.id) ?? true) yield { lane, task };
  };

  return async ({ lanes, ...window }: TimelineRequest): Promise<Timeline> => {
    const frame = frameOf(window);
    const jobs: TimelineJob[] = [];
    for (const { lane, task } of lanesIn(lanes)) {
      jobs.push(await jobOf(lane, task, frame));
      await breathe();
    }
    return { from: window.from, to: window.to, now: frame.now, jobs };
  };
}

/** For each number the last place that begins with it or before it. Both ascend, and the first place is before all numbers. */
function* placesOf<Place extends { readonly seq: number }>(numbers: readonly number[], places: readonly Place[]) {
  let at = 0;
  for (const number of numbers) {
    for (let next = places[at + 1]; next && next.seq <= number; next = places[at + 1]) at += 1;
    const place = places[at];
    if (place) yield place;
  }
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
