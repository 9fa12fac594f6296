import type { Clock } from "../model/clock.ts";
import { messageOf } from "../model/errors.ts";
import type { ScheduleView } from "../model/read-models/schedules.ts";
import { defaultPolicies, type SchedulePolicies } from "../model/schedule.ts";
import { describeWhen } from "../schedule/describe.ts";
import { nextRuns } from "../schedule/scheduled-times.ts";
import type { OccurrenceStore } from "../store/occurrences.ts";
import type { ScheduleRow } from "../store/schedules.ts";
import type { EngineState } from "./engine-state.ts";
import type { HolidayLists } from "./holiday-lists.ts";
import type { KnownTask } from "./known-task.ts";
import { quietUntil } from "./quiet-until.ts";
import { changesOf } from "./schedule-changes.ts";
import { type ScheduleSpec, toScheduleSpec, withHolidays } from "./schedule-spec.ts";

const shownTimes = 5;
/** Of schedules that are gone, too: then all are worked out anew. */
const mostKept = 20_000;

export type ScheduleViewsOptions = {
  readonly occurrences: Pick<OccurrenceStore, "skippedByPause">;
  readonly holidays: Pick<HolidayLists, "get">;
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly state: Pick<EngineState, "taskPausedAt" | "isWaiting" | "pausedUntil">;
  readonly canKeepAwake: boolean;
  readonly clock: Clock;
  readonly hostZone: string;
};

/** What is told of a schedule with its job, where it is one of very many. */
export type ScheduleOutline = Pick<
  ScheduleView,
  "id" | "when" | "paused" | "title" | "own" | "payload" | "problems"
> & {
  readonly nextAt: number | null;
  /** As its view has them; worked out when they are asked for. */
  readonly next: () => readonly number[];
};

/** How schedules are shown. */
export function createScheduleViews({ holidays, clock, hostZone, ...options }: ScheduleViewsOptions) {
  const outlookOf = createOutlooks();

  const skippedByPause = (row: ScheduleRow): number => {
    const since = [row.paused_at, options.state.taskPausedAt(row.task_id)].filter((at) => at !== null);
    return since.length === 0 ? 0 : options.occurrences.skippedByPause(row.id, Math.min(...since)).length;
  };

  const problemsOf = ({ holidays: list, keepAwake }: SchedulePolicies): string[] => {
    const problem = list === null ? null : holidays.get(list)?.problem;
    const sleeps = "This host cannot keep the computer awake; only the app can. It runs when the computer is awake.";
    return [...(problem ? [problem] : []), ...(keepAwake && !options.canKeepAwake ? [sleeps] : [])];
  };

  /** It has no next time, whatever its pattern says. */
  const isStill = ({ taskId, pausedAt, pausedUntil }: ScheduleSpec): boolean => {
    const task = options.tasks.get(taskId);
    return (pausedAt !== null && pausedUntil === null) || (task !== undefined && options.state.isWaiting(task));
  };

  const outlookFor = (row: ScheduleRow, spec: ScheduleSpec) => {
    const now = clock.now();
    return outlookOf(row, spec, {
      now,
      quiet: quietUntil({ spec, state: options.state, now }),
      isStill: isStill(spec),
    });
  };

  const factsOf = (row: ScheduleRow) => ({
    id: row.id,
    when: row.override_when ?? row.default_when ?? "",
    paused: row.paused_at !== null,
    title: row.title,
    own: row.origin === "user",
  });

  /** A pattern that an older version took and this one does not: it is shown with its reason, and can be mended. */
  const unreadable = (error: unknown) => ({ payload: {}, problems: [messageOf(error)], next: [] });

  return {
    view: (row: ScheduleRow): ScheduleView => {
      const base = {
        ...factsOf(row),
        taskId: row.task_id,
        zone: row.override_zone ?? row.default_zone ?? hostZone,
        skippedByPause: skippedByPause(row),
        defaultWhen: row.default_when,
        changed: row.origin === "task" && (row.override_when ?? row.override_zone) !== null,
        pausedUntil: row.paused_until,
        skipUntil: row.skip_until !== null && row.skip_until >= clock.now() ? row.skip_until : null,
      };
      try {
        const spec = withHolidays(toScheduleSpec(row, hostZone), holidays);
        const { payload, policies } = spec;
        const outlook = outlookFor(row, spec);
        const [problems, changes, next] = [problemsOf(policies), changesOf(row, hostZone), [...outlook.next()]];
        return { ...base, payload, policies, problems, changes, meaning: outlook.meaning(), next };
      } catch (error) {
        return { ...base, ...unreadable(error), policies: defaultPolicies, changes: [], meaning: messageOf(error) };
      }
    },
    outline: (row: ScheduleRow): ScheduleOutline => {
      try {
        const spec = withHolidays(toScheduleSpec(row, hostZone), holidays);
        const { first, next } = outlookFor(row, spec);
        return { ...factsOf(row), payload: spec.payload, problems: problemsOf(spec.policies), nextAt: first, next };
      } catch (error) {
        const { payload, problems, next } = unreadable(error);
        return { ...factsOf(row), payload, problems, nextAt: null, next: () => next };
      }
    },
  };
}

type Moment = {
  readonly now: number;
  /** Up to here nothing starts. */
  readonly quiet: number;
  readonly isStill: boolean;
};
type Outlook = {
  readonly first: number | null;
  readonly next: () => readonly number[];
  readonly meaning: () => string;
};
type Kept = Outlook & {
  /** What of its row and of its holidays the times come from. */
  readonly of: string;
  readonly holidays: ScheduleSpec["holidays"];
  readonly from: number;
};

/**
 * Words and next times of schedules. They are kept until the first of the times has come, and what only the page of a job shows is worked out
 * for that: a job is told of after each of its runs, and to work out the times of a schedule anew takes 0.1 ms.
 */
function createOutlooks() {
  const kept = new Map<string, Kept>();
  return (row: ScheduleRow, spec: ScheduleSpec, { now, quiet, isStill }: Moment): Outlook => {
    const of = `${isStill} ${spec.text} ${spec.zone} ${row.created_at} ${row.times} ${row.skip_until} ${row.default_policies} ${row.policies}`;
    const known = kept.get(row.id);
    if (known?.of === of && known.holidays === spec.holidays && holdsAt(known, quiet)) return known;
    const times = { fromMs: now, quietUntilMs: quiet };
    const made = {
      ...{ of, holidays: spec.holidays, from: quiet },
      first: isStill ? null : (nextRuns(spec, { ...times, count: 1 })[0] ?? null),
      next: once(() => (isStill ? [] : nextRuns(spec, { ...times, count: shownTimes }))),
      meaning: once(() => describeWhen(spec.when, spec.zone)),
    };
    if (kept.size >= mostKept) kept.clear();
    kept.set(row.id, made);
    return made;
  };
}

/** Between the moment that it was made for and its first time, nothing of it changes. */
function holdsAt({ from, first }: Kept, at: number): boolean {
  return first !== null && at >= from && at < first;
}

/** What `make` gives, made when it is asked for and then kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
