import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import type { HostLog } from "../model/host-log.ts";
import type { Run } from "../model/run.ts";
import type { Queue } from "../queue/queue.ts";
import { calendarReason } from "../schedule/calendar.ts";
import { planMissed } from "../schedule/plan-missed.ts";
import { nextDue } from "../schedule/scheduled-times.ts";
import type { OccurrenceStore } from "../store/occurrences.ts";
import type { ScheduleRow, ScheduleStore } from "../store/schedules.ts";
import type { Changes } from "./changes.ts";
import { type Due, dueTimes } from "./due-times.ts";
import type { EngineState } from "./engine-state.ts";
import type { HolidayLists } from "./holiday-lists.ts";
import type { KnownTask } from "./known-task.ts";
import { leftOutReason, overlaps } from "./left-out.ts";
import { decided, type Slot } from "./planned-slots.ts";
import { policiesOf, type ScheduleSpec, toScheduleSpec, withHolidays } from "./schedule-spec.ts";
import type { Planned, SlotMaker } from "./slot-maker.ts";

/** A schedule that is planned for later than so long from now was planned by a clock that was ahead. */
const clockSetBackMs = 1_000;
/** What could not be written down is tried again after so long. */
const tryAgainMs = 5_000;

/** At the start, so many schedules are planned together. */
const planAtOnce = 250;

export type PlannerOptions = {
  readonly queue: Queue;
  readonly schedules: ScheduleStore;
  readonly occurrences: Pick<OccurrenceStore, "skippedByPause">;
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly state: EngineState;
  readonly slots: SlotMaker;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: HostLog;
  readonly hostZone: string;
  /** Runs were queued. */
  readonly onQueued: () => void;
  readonly holidays: HolidayLists;
};

/**
 * Decides what becomes of every due time of a schedule and writes it down: the ledger rows, the runs they lead to and
 * how far the schedule is planned are one transaction, so that no crash fires a time twice or forgets one.
 */
export function createPlanner(options: PlannerOptions) {
  const { queue, schedules, tasks, state, slots, clock, hostZone } = options;

  /** Plans what is due by `now`. Gives the next time after it; null when there is none, or the schedule is unusable. */
  const plan = async (scheduleId: string, now: number): Promise<number | null> => {
    const row = schedules.get(scheduleId);
    return row ? planRow(row, now) : null;
  };

  const planRow = async (row: ScheduleRow, now: number): Promise<number | null> => {
    try {
      const task = tasks.get(row.task_id);
      if (!task || state.isWaiting(task)) return null;
      if (row.planned_until > now + clockSetBackMs) schedules.comeBackTo(row.id, now);
      const spec = await specOf({ ...row, planned_until: Math.min(row.planned_until, now) });
      await planDue({ spec, task, now });
      if (spec.pausedUntil !== null && spec.pausedUntil <= now)
        schedules.setPaused(spec.id, { at: null, until: null }, now);
      return nextDue(spec, now);
    } catch (error) {
      options.log.error(`Schedule ${row.id} could not be planned`, error);
      // It can be mended by nobody but the user. Anything else, such as a full disk, may be over soon.
      const isUnusable = error instanceof JobdeckError && error.code === "BAD_SCHEDULE";
      return isUnusable ? null : now + tryAgainMs;
    }
  };

  const specOf = async (row: ScheduleRow): Promise<ScheduleSpec> => {
    const spec = toScheduleSpec(row, hostZone);
    const { holidays } = spec.policies;
    if (holidays === null) return spec;
    await options.holidays.load(holidays);
    return withHolidays(spec, options.holidays);
  };

  const planDue = async ({ spec, task, now }: Planned): Promise<void> => {
    for (let plannedUntil: number | undefined = spec.plannedUntil; plannedUntil !== undefined; )
      plannedUntil = await planSome({ spec: { ...spec, plannedUntil }, task, now });
  };

  /** Gives how far it is planned when more is due. */
  const planSome = async (planned: Planned): Promise<number | undefined> => {
    const { spec, now } = planned;
    const due = dueTimes(spec, now);
    const times = due.olderCount + due.times.length;
    if (times === 0) return undefined;
    const older = due.olderCount === 0 ? [] : [olderRow(spec, due)];
    const rows = [...older, ...(await decide(planned, due))];
    const plannedUntil = due.times.at(-1) ?? due.olderLast;
    const queued = await queue.enqueuePlan({ scheduleId: spec.id, plannedUntil, times, slots: rows }, now);
    for (const run of queued) options.changes.run(run);
    options.changes.job(spec.taskId);
    if (queued.length > 0) options.onQueued();
    return due.more ? plannedUntil : undefined;
  };

  const pauses = (spec: ScheduleSpec, at: number) => ({
    engine: state.isPausedAt(at),
    task: state.pausedTasks().has(spec.taskId),
  });

  const olderRow = (spec: ScheduleSpec, due: Due): Slot => {
    const reason = leftOutReason(spec, { at: due.olderLast, index: 0, paused: pauses(spec, due.olderLast) });
    const paused = reason === "paused" || reason === "engine-paused" ? reason : undefined;
    const row = decided(spec, due.olderLast, paused ? "skipped" : "missed", paused ?? slots.lateReason(due.olderLast));
    return { ...row, occurrence: { ...row.occurrence, slots: due.olderCount } };
  };

  /** Every time gets one row: first those that the schedule leaves out by itself, then what is late, then what runs. */
  const decide = async (planned: Planned, due: Due): Promise<readonly Slot[]> => {
    const { spec, now } = planned;
    const reasons = new Map(
      due.times.map((at, index) => [
        at,
        leftOutReason(spec, { at, index: due.olderCount + index, paused: pauses(spec, at) }),
      ]),
    );
    const times = due.times.filter((at) => reasons.get(at) === undefined);
    const decisions = planMissed({ times, policies: spec.policies, nowMs: now });
    const runs = await slots.slotsOf(planned, decisions);
    return due.times.flatMap((at) => {
      const reason = reasons.get(at);
      return reason === undefined ? (runs.get(at) ?? []) : [decided(spec, at, "skipped", reason)];
    });
  };

  /** A run that follows another job at once, whatever its own times are. */
  const follow = async (row: ScheduleRow, completed: Run): Promise<void> => {
    const task = tasks.get(row.task_id);
    const { after } = policiesOf(row);
    if (!task || !after?.atOnce || after.taskId !== completed.taskId || row.id === completed.scheduleId) return;
    const now = clock.now();
    const spec = await specOf(row);
    if (leftOutReason(spec, { at: now, index: 0, paused: pauses(spec, now) })) return;
    if (overlaps(spec, await queue.openRuns(spec.id))) return;
    const run = { ...slots.newRun({ spec, task, now }, now, "task"), parentId: completed.id };
    for (const queued of await queue.enqueue([run], now)) options.changes.run(queued);
    options.onQueued();
  };

  /**
   * Runs what was skipped because it was paused since then: its newest time, or as many of the newest as the schedule
   * catches up at most. How late they are does not matter, since the user asked for them. Gives how many.
   */
  const catchUp = async (row: ScheduleRow, how: "once" | "all", since: number): Promise<number> => {
    const task = tasks.get(row.task_id);
    if (!task) return 0;
    const [now, spec] = [clock.now(), await specOf(row)];
    const missed = options.occurrences.skippedByPause(row.id, since).filter((at) => !calendarReason(at, spec));
    const times = missed.slice(0, how === "once" ? 1 : spec.policies.missedLimit).reverse();
    const decisions = times.map((at) => ({ at, outcome: "run-late", reason: "paused" }) as const);
    const made = [...(await slots.slotsOf({ spec, task, now }, decisions)).values()];
    const queued = await queue.catchUp(made, now);
    for (const run of queued) options.changes.run(run);
    if (queued.length > 0) options.onQueued();
    return queued.length;
  };

  return {
    plan,
    catchUp,
    /** Plans every schedule there is, some at a time: those share a transaction, and not all have to be held at once. */
    planAll: async (now: number, onNext: (scheduleId: string, nextAt: number | null) => void): Promise<void> => {
      let rows = schedules.page("", planAtOnce);
      for (let last = rows.at(-1); last; last = rows.at(-1)) {
        await Promise.all(rows.map(async (row) => onNext(row.id, await planRow(row, now))));
        rows = schedules.page(last.id, planAtOnce);
      }
    },
    /** Queues what is to run as soon as this run's job has succeeded. */
    onCompleted: async (run: Run): Promise<void> => {
      for (const row of schedules.followers())
        await follow(row, run).catch((error: unknown) =>
          options.log.error(`Schedule ${row.id}, which follows ${run.taskId}, could not be run`, error),
        );
    },
    /** The next time of a schedule after now, without planning anything. */
    next: (scheduleId: string): number | null => {
      const row = schedules.get(scheduleId);
      const task = row && tasks.get(row.task_id);
      if (!task || state.isWaiting(task)) return null;
      const spec = toScheduleSpec(row, hostZone);
      return nextDue(spec, clock.now());
    },
  };
}

export type Planner = ReturnType<typeof createPlanner>;
