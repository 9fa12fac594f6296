import { randomUUID } from "node:crypto";
import type { Clock } from "../model/clock.ts";
import type { HostLog } from "../model/host-log.ts";
import type { NewRun, Run } from "../model/run.ts";
import type { Queue } from "../queue/queue.ts";
import { delayOf, isValidAt } from "../schedule/calendar.ts";
import { timesBetween } from "../schedule/next-times.ts";
import { type Decision, planMissed } from "../schedule/plan-missed.ts";
import { nextDue } from "../schedule/scheduled-times.ts";
import type { ScheduleRow, ScheduleStore } from "../store/schedules.ts";
import type { Changes } from "./changes.ts";
import type { Conditions } from "./conditions.ts";
import type { EngineState } from "./engine-state.ts";
import type { HolidayLists } from "./holiday-lists.ts";
import type { KnownTask } from "./known-task.ts";
import { leftOutReason, overlaps } from "./left-out.ts";
import { decided, type Hold, holdOf, rowOf, type Slot } from "./planned-slots.ts";
import { policiesOf, type ScheduleSpec, toScheduleSpec, withHolidays } from "./schedule-spec.ts";
import type { SpreadStarts } from "./spread-starts.ts";

/**
 * Due times of one schedule that get a row each when they were missed together. A pattern of every second misses 28,800
 * in a night: the newest have their own rows, one row stands for all that came before.
 */
const ownRows = 1_000;
/** Counting missed times stops here: past it the row says "at least". */
const countedSlots = 100_000;

/** At the start, so many schedules are planned together. */
const planAtOnce = 250;

export type PlannerOptions = {
  readonly queue: Queue;
  readonly schedules: ScheduleStore;
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly state: EngineState;
  readonly conditions: Conditions;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: HostLog;
  readonly hostZone: string;
  /** When this host began: times before it were missed because no host was running, not because it slept. */
  readonly startedAt: number;
  /** Runs were queued. */
  readonly onQueued: () => void;
  /** A run was queued that waits for a condition. */
  readonly onHeld: () => void;
  readonly spread: SpreadStarts;
  readonly holidays: HolidayLists;
  readonly cancelRun: (run: Run) => Promise<void>;
};

type Due = { readonly times: readonly number[]; readonly olderCount: number; readonly olderLast: number };
type Planned = { readonly spec: ScheduleSpec; readonly task: KnownTask; readonly now: number };

/**
 * Decides what becomes of every due time of a schedule and writes it down: the ledger rows, the runs they lead to and
 * how far the schedule is planned are one transaction, so that no crash fires a time twice or forgets one.
 */
export function createPlanner(options: PlannerOptions) {
  const { queue, schedules, tasks, state, conditions, clock, hostZone } = options;

  /** Plans what is due by `now`. Gives the next time after it; null when there is none, or the schedule is unusable. */
  const plan = async (scheduleId: string, now: number): Promise<number | null> => {
    const row = schedules.get(scheduleId);
    return row ? planRow(row, now) : null;
  };

  const planRow = async (row: ScheduleRow, now: number): Promise<number | null> => {
    try {
      const task = tasks.get(row.task_id);
      if (!task) return null;
      const spec = await specOf(row);
      await planDue({ spec, task, now });
      if (spec.pausedUntil !== null && spec.pausedUntil <= now)
        schedules.setPaused(spec.id, { at: null, until: null }, now);
      return nextDue(spec, Math.max(now, spec.plannedUntil));
    } catch (error) {
      options.log.error(`Schedule ${row.id} could not be planned`, error);
      return null;
    }
  };

  const specOf = async (row: ScheduleRow): Promise<ScheduleSpec> => {
    const spec = toScheduleSpec(row, hostZone);
    const { holidays } = spec.policies;
    if (holidays === null) return spec;
    await options.holidays.load(holidays);
    return withHolidays(spec, options.holidays);
  };

  const planDue = async (planned: Planned): Promise<void> => {
    const { spec, now } = planned;
    const due = dueTimes(spec, now);
    if (due.times.length === 0) return;
    const older = due.olderCount === 0 ? [] : [olderRow(spec, due)];
    const slots = [...older, ...(await decide(planned, due))];
    const times = due.olderCount + due.times.length;
    const plannedUntil = due.times.at(-1) ?? now;
    const queued = await queue.enqueuePlan({ scheduleId: spec.id, plannedUntil, times, slots }, now);
    for (const run of queued) options.changes.run(run);
    options.changes.job(spec.taskId);
    if (queued.length > 0) options.onQueued();
  };

  const dueTimes = (spec: ScheduleSpec, now: number): Due => {
    const { when, zone, plannedUntil: afterMs } = spec;
    const all = timesBetween({ when, zone, afterMs, untilMs: now, limit: countedSlots }).filter((at) =>
      isValidAt(at, spec.policies),
    );
    const olderCount = Math.max(0, all.length - ownRows);
    return { times: all.slice(olderCount), olderCount, olderLast: all[olderCount - 1] ?? 0 };
  };

  const lateReason = (slot: number): string => (slot < options.startedAt ? "host-off" : "asleep");

  const pauses = (spec: ScheduleSpec) => ({
    engine: state.isPaused(),
    task: state.pausedTasks().has(spec.taskId),
  });

  const olderRow = (spec: ScheduleSpec, due: Due): Slot => {
    const reason = leftOutReason(spec, { at: due.olderLast, index: 0, paused: pauses(spec) });
    const paused = reason === "paused" || reason === "engine-paused" ? reason : undefined;
    const row = decided(spec, due.olderLast, paused ? "skipped" : "missed", paused ?? lateReason(due.olderLast));
    return { ...row, occurrence: { ...row.occurrence, slots: due.olderCount } };
  };

  /** Every time gets one row: first those that the schedule leaves out by itself, then what is late, then what runs. */
  const decide = async (planned: Planned, due: Due): Promise<readonly Slot[]> => {
    const { spec, now } = planned;
    const reasons = new Map(
      due.times.map((at, index) => [
        at,
        leftOutReason(spec, { at, index: due.olderCount + index, paused: pauses(spec) }),
      ]),
    );
    const times = due.times.filter((at) => reasons.get(at) === undefined);
    const decisions = planMissed({ times, policies: spec.policies, nowMs: now });
    const runs = await withRuns(planned, decisions);
    return due.times.flatMap((at) => {
      const reason = reasons.get(at);
      return reason === undefined ? (runs.get(at) ?? []) : [decided(spec, at, "skipped", reason)];
    });
  };

  const withRuns = async (planned: Planned, decisions: readonly Decision[]): Promise<ReadonlyMap<number, Slot>> => {
    const { spec } = planned;
    const slots = new Map<number, Slot>();
    if (decisions.length === 0) return slots;
    let open = spec.policies.overlap === "allow" ? [] : await queue.openRuns(spec.id);
    for (const decision of decisions) {
      const slot = await slotOf(planned, decision, open);
      if (slot.run && spec.policies.overlap === "cancel-previous") {
        await Promise.all(open.map(options.cancelRun));
        open = [];
      }
      if (slot.run) open = [...open, { state: "created" } as Run];
      slots.set(decision.at, slot);
    }
    return slots;
  };

  const slotOf = async (planned: Planned, decision: Decision, open: readonly Run[]): Promise<Slot> => {
    const { spec, now } = planned;
    if (decision.outcome === "missed") return decided(spec, decision.at, "missed", decision.reason);
    const unmet = await conditions.unmet(spec);
    const hold = unmet && holdOf(spec, decision, { reason: unmet, now });
    if (unmet && !hold) return decided(spec, decision.at, "skipped", unmet);
    if (overlaps(spec, open)) return decided(spec, decision.at, "skipped", "overlap");
    return leadsTo(planned, decision, hold);
  };

  const newRun = ({ spec, task }: Planned, dueAt: number, trigger: NewRun["trigger"]): NewRun => ({
    ...{ id: randomUUID(), taskId: task.id, payload: spec.payload, trigger, priority: 0, dueAt },
    ...{ maxAttempts: task.retry.limit + 1, scheduleId: spec.id, scheduledAt: null, retryOf: null },
    demo: state.facts().demo,
  });

  const leadsTo = (planned: Planned, decision: Decision, hold: Hold | undefined): Slot => {
    const { spec, now } = planned;
    const late = decision.outcome === "run-late";
    const begins = () =>
      now + delayOf(spec.id, decision.at, spec.policies) + (late ? options.spread.delay(spec.id) : 0);
    const run: NewRun = {
      ...newRun(planned, hold?.until ?? begins(), late ? "catch-up" : "schedule"),
      ...(hold?.thenSkip ? { expiresAt: hold.until } : {}),
      scheduledAt: decision.at,
    };
    if (hold) options.onHeld();
    const occurrence = {
      ...rowOf(spec, decision.at),
      outcome: "pending" as const,
      reason: hold?.reason ?? (late ? lateReason(decision.at) : null),
      runId: run.id,
    };
    return { occurrence, run };
  };

  /** A run that follows another job at once, whatever its own times are. */
  const follow = async (row: ScheduleRow, completed: Run): Promise<void> => {
    const task = tasks.get(row.task_id);
    const { after } = policiesOf(row);
    if (!task || !after?.atOnce || after.taskId !== completed.taskId || row.id === completed.scheduleId) return;
    const now = clock.now();
    const spec = await specOf(row);
    if (leftOutReason(spec, { at: now, index: 0, paused: pauses(spec) })) return;
    if (overlaps(spec, await queue.openRuns(spec.id))) return;
    const run = { ...newRun({ spec, task, now }, now, "task"), parentId: completed.id };
    for (const queued of await queue.enqueue([run], now)) options.changes.run(queued);
    options.onQueued();
  };

  return {
    plan,
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
      if (!row || !tasks.has(row.task_id)) return null;
      const spec = toScheduleSpec(row, hostZone);
      return nextDue(spec, Math.max(clock.now(), spec.plannedUntil));
    },
  };
}

export type Planner = ReturnType<typeof createPlanner>;
