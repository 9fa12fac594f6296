import { randomUUID } from "node:crypto";
import type { Clock } from "../model/clock.ts";
import type { HostLog } from "../model/host-log.ts";
import type { NewRun, Run } from "../model/run.ts";
import type { Plan, Queue } from "../queue/queue.ts";
import { nextTime, timesBetween } from "../schedule/next-times.ts";
import { planMissed } from "../schedule/plan-missed.ts";
import type { Task } from "../sdk/task.ts";
import type { ScheduleStore } from "../store/schedules.ts";
import type { Changes } from "./changes.ts";
import type { EngineState } from "./engine-state.ts";
import { type ScheduleSpec, toScheduleSpec } from "./schedule-spec.ts";

/**
 * Due times of one schedule that get a row each when they were missed together. A pattern of every second misses 28,800
 * in a night: the newest have their own rows, one row stands for all that came before.
 */
const ownRows = 1_000;
/** Counting missed times stops here: past it the row says "at least". */
const countedSlots = 100_000;

export type PlannerOptions = {
  readonly queue: Queue;
  readonly schedules: ScheduleStore;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly state: EngineState;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: HostLog;
  readonly hostZone: string;
  /** When this host began: times before it were missed because no host was running, not because it slept. */
  readonly startedAt: number;
  /** Runs were queued. */
  readonly onQueued: () => void;
  readonly cancelRun: (run: Run) => Promise<void>;
};

type Slot = Plan["slots"][number];

/**
 * Decides what becomes of every due time of a schedule and writes it down: the ledger rows, the runs they lead to and
 * how far the schedule is planned are one transaction, so that no crash fires a time twice or forgets one.
 */
export function createPlanner(options: PlannerOptions) {
  const { queue, schedules, tasks, state, clock, hostZone } = options;

  /** Plans what is due by `now`. Gives the next time after it; null when there is none, or the schedule is unusable. */
  const plan = async (scheduleId: string, now: number): Promise<number | null> => {
    try {
      const row = schedules.get(scheduleId);
      const task = row && tasks.get(row.task_id);
      if (!row || !task) return null;
      const spec = toScheduleSpec(row, hostZone);
      await planDue(spec, task, now);
      return nextTime({ when: spec.when, zone: spec.zone, fromMs: Math.max(now, spec.plannedUntil) });
    } catch (error) {
      options.log.error(`Schedule ${scheduleId} could not be planned`, error);
      return null;
    }
  };

  const planDue = async (spec: ScheduleSpec, task: Task, now: number): Promise<void> => {
    const due = dueSlots(spec, now);
    if (due.times.length === 0) return;
    const slots = withoutRun(spec, due.times) ?? (await withRuns(spec, task, due.times, now));
    const older = due.olderCount === 0 ? [] : [olderRow(spec, due)];
    const queued = await queue.enqueuePlan(
      { scheduleId: spec.id, plannedUntil: due.times.at(-1) ?? now, slots: [...older, ...slots] },
      now,
    );
    for (const run of queued) options.changes.run(run);
    options.changes.job(spec.taskId);
    if (queued.length > 0) options.onQueued();
  };

  const dueSlots = (spec: ScheduleSpec, now: number) => {
    const all = timesBetween({
      when: spec.when,
      zone: spec.zone,
      afterMs: spec.plannedUntil,
      untilMs: now,
      limit: countedSlots,
    });
    const olderCount = Math.max(0, all.length - ownRows);
    return { times: all.slice(olderCount), olderCount, olderLast: all[olderCount - 1] ?? 0 };
  };

  const olderRow = (spec: ScheduleSpec, due: { olderCount: number; olderLast: number }): Slot => ({
    occurrence: {
      scheduleId: spec.id,
      scheduledAt: due.olderLast,
      outcome: pauseReason(spec) ? "skipped" : "missed",
      reason: pauseReason(spec) ?? lateReason(due.olderLast),
      runId: null,
      lateMs: 0,
      slots: due.olderCount,
    },
    run: null,
  });

  const pauseReason = (spec: ScheduleSpec): string | undefined => {
    if (state.isPaused()) return "engine-paused";
    return spec.paused || state.pausedTasks().has(spec.taskId) ? "paused" : undefined;
  };

  const lateReason = (slot: number): string => (slot < options.startedAt ? "host-off" : "asleep");

  /** While paused, every due time is skipped with its row. Undefined when nothing is paused. */
  const withoutRun = (spec: ScheduleSpec, times: readonly number[]): readonly Slot[] | undefined => {
    const reason = pauseReason(spec);
    return reason === undefined ? undefined : times.map((at) => decided(spec, at, "skipped", reason));
  };

  const withRuns = async (spec: ScheduleSpec, task: Task, times: readonly number[], now: number) => {
    const slots: Slot[] = [];
    let open = await queue.openRuns(spec.id);
    for (const decision of planMissed({ times, policies: spec.policies, nowMs: now })) {
      if (decision.outcome === "missed") {
        const reason = decision.reason === "policy" || decision.reason === "superseded" ? decision.reason : "too-late";
        slots.push(decided(spec, decision.at, "missed", reason));
        continue;
      }
      if (open.length > 0 && spec.policies.overlap === "cancel-previous") {
        await Promise.all(open.map(options.cancelRun));
        open = [];
      }
      if (overlaps(spec, open)) {
        slots.push(decided(spec, decision.at, "skipped", "overlap"));
        continue;
      }
      const run = newRun(spec, task, decision, now);
      slots.push(leadsTo(spec, run, decision));
      open = [...open, { state: "created" } as Run];
    }
    return slots;
  };

  const overlaps = (spec: ScheduleSpec, open: readonly Run[]): boolean => {
    if (spec.policies.overlap === "skip") return open.length > 0;
    return spec.policies.overlap === "queue-one" && open.some((run) => run.state !== "active");
  };

  const leadsTo = (spec: ScheduleSpec, run: NewRun, decision: { at: number; outcome: string }): Slot => ({
    occurrence: {
      scheduleId: spec.id,
      scheduledAt: decision.at,
      outcome: "pending",
      reason: decision.outcome === "run-late" ? lateReason(decision.at) : null,
      runId: run.id,
      lateMs: 0,
      slots: 1,
    },
    run,
  });

  const newRun = (spec: ScheduleSpec, task: Task, decision: { at: number; outcome: string }, now: number): NewRun => ({
    id: randomUUID(),
    taskId: task.id,
    payload: spec.payload,
    trigger: decision.outcome === "run-late" ? "catch-up" : "schedule",
    priority: 0,
    maxAttempts: task.retry.limit + 1,
    dueAt: now,
    scheduleId: spec.id,
    scheduledAt: decision.at,
    retryOf: null,
    demo: state.facts().demo,
  });

  const decided = (spec: ScheduleSpec, at: number, outcome: "skipped" | "missed", reason: string): Slot => ({
    occurrence: { scheduleId: spec.id, scheduledAt: at, outcome, reason, runId: null, lateMs: 0, slots: 1 },
    run: null,
  });

  return {
    plan,
    /** The next time of a schedule after now, without planning anything. */
    next: (scheduleId: string): number | null => {
      const row = schedules.get(scheduleId);
      if (!row || !tasks.has(row.task_id)) return null;
      const spec = toScheduleSpec(row, hostZone);
      return nextTime({ when: spec.when, zone: spec.zone, fromMs: Math.max(clock.now(), spec.plannedUntil) });
    },
  };
}

export type Planner = ReturnType<typeof createPlanner>;
