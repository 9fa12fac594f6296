import { randomUUID } from "node:crypto";
import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import type { Missed } from "../model/missed.ts";
import type { ScheduleView } from "../model/read-models/schedules.ts";
import { type PolicyChange, policiesSchema } from "../model/schedule.ts";
import { nextTime } from "../schedule/next-times.ts";
import { parseWhen } from "../schedule/parse-when.ts";
import { nextRuns } from "../schedule/scheduled-times.ts";
import type { Scheduler } from "../schedule/scheduler.ts";
import { spokenWhen } from "../schedule/spoken-when.ts";
import { validateZone } from "../schedule/zones.ts";
import type { ScheduleRow, ScheduleStore } from "../store/schedules.ts";
import type { Changes } from "./changes.ts";
import { checkPayloads } from "./check-payloads.ts";
import { assertHolidayPath, type HolidayLists } from "./holiday-lists.ts";
import type { KnownTask } from "./known-task.ts";
import type { NotifyWishes } from "./notify-wishes.ts";
import type { Planner } from "./planner.ts";
import type { Queries } from "./queries.ts";
import { findTask } from "./run-lookup.ts";
import { policiesOf, toScheduleSpec, withHolidays } from "./schedule-spec.ts";

export type ScheduleCommandsOptions = {
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly schedules: ScheduleStore;
  readonly queries: Queries;
  readonly planner: Planner;
  readonly scheduler: Scheduler;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly hostZone: string;
  readonly holidays: HolidayLists;
  readonly notify: Pick<NotifyWishes, "set">;
  /** A schedule was made, changed or removed. */
  readonly onChanged: () => void;
};

export type NewSchedule = {
  readonly taskId: string;
  /** Tells schedules of one task apart; default: the job's own title. */
  readonly title?: string | undefined;
  /** A pattern, or what is meant by one in words ("weekdays at 7:30"). */
  readonly when: string;
  /** Default: the host's zone. */
  readonly zone?: string | undefined;
  readonly payload?: unknown;
  readonly policies?: PolicyChange | undefined;
  readonly paused?: boolean | undefined;
  /** The same key is taken over once: a second call gives the schedule that is there, as it is. */
  readonly importKey?: string | undefined;
};

export type ScheduleUpdate = {
  readonly scheduleId: string;
  readonly when?: string | undefined;
  readonly zone?: string | undefined;
  readonly title?: string | null | undefined;
  readonly payload?: unknown;
  /** What it leaves out stays as it is. */
  readonly policies?: PolicyChange | undefined;
};

/** Everything that changes a schedule. Times that were due under the old one get their rows first. */
export function createScheduleCommands(options: ScheduleCommandsOptions) {
  const { tasks, schedules, queries, planner, scheduler, changes, clock, hostZone, holidays } = options;

  const rowOf = (scheduleId: string): ScheduleRow => {
    const row = schedules.get(scheduleId);
    if (row) return row;
    queries.schedule(scheduleId);
    throw new JobdeckError("NOT_FOUND", `There is no schedule "${scheduleId}".`);
  };

  const reschedule = (scheduleId: string, taskId: string): ScheduleView => {
    scheduler.set(scheduleId, planner.next(scheduleId));
    changes.job(taskId);
    options.onChanged();
    return queries.schedule(scheduleId);
  };

  /** Plans what was due under the old schedule, changes it, and takes the new next time. */
  const change = async (scheduleId: string, apply: (now: number, row: ScheduleRow) => void): Promise<ScheduleView> => {
    const row = rowOf(scheduleId);
    const now = clock.now();
    await planner.plan(scheduleId, now);
    apply(now, row);
    return reschedule(scheduleId, row.task_id);
  };

  /** Reads a list that is new, so that what is answered tells whether it can be read. */
  const checkHolidays = async (policies: PolicyChange | undefined): Promise<void> => {
    if (!policies?.holidays) return;
    assertHolidayPath(policies.holidays);
    await holidays.load(policies.holidays);
  };

  /** @throws JobdeckError NOT_FOUND, BAD_PAYLOAD, BAD_SCHEDULE, BAD_INPUT; nothing is kept then */
  const create = async (wish: NewSchedule): Promise<ScheduleView> => {
    const known = wish.importKey === undefined ? undefined : schedules.byImportKey(wish.importKey);
    if (known) return queries.schedule(known.id);
    const task = findTask(tasks, wish.taskId);
    const now = clock.now();
    const { zone = hostZone, title = null, importKey = null } = wish;
    const when = spokenWhen(wish.when, { now, zone });
    assertFires(when, zone, now);
    await checkHolidays(wish.policies);
    const id = `${task.id}:${randomUUID().slice(0, 8)}`;
    await checkPayloads([{ task, payload: wish.payload }]);
    const payload = JSON.stringify(wish.payload ?? {});
    const policies = JSON.stringify(wish.policies ?? {});
    const pausedAt = wish.paused ? now : null;
    schedules.create({ id, taskId: task.id, title, when, zone, payload, policies, pausedAt, importKey }, now);
    return reschedule(id, task.id);
  };

  /** @throws JobdeckError NOT_FOUND, BAD_PAYLOAD, BAD_SCHEDULE, BAD_INPUT; nothing is changed then */
  const update = async (wish: ScheduleUpdate): Promise<ScheduleView> => {
    const row = rowOf(wish.scheduleId);
    const view = queries.schedule(wish.scheduleId);
    const { zone = view.zone } = wish;
    const when = spokenWhen(wish.when ?? view.when, { now: clock.now(), zone });
    const isTimed = wish.when !== undefined || wish.zone !== undefined;
    if (isTimed) assertFires(when, zone, clock.now());
    const payload = wish.payload === undefined ? undefined : JSON.stringify(wish.payload ?? {});
    if (payload !== undefined) await checkPayloads([{ task: findTask(tasks, row.task_id), payload: wish.payload }]);
    const policies = wish.policies && mergedPolicies(row, wish.policies);
    await checkHolidays(wish.policies);
    return change(wish.scheduleId, (now) => {
      if (isTimed) schedules.setOverride(row.id, { when, zone }, now);
      if (wish.title !== undefined) schedules.setTitle(row.id, wish.title, now);
      if (payload !== undefined) schedules.setPayload(row.id, payload, now);
      if (policies !== undefined) schedules.setPolicies(row.id, policies, now);
    });
  };

  return {
    create,
    update,
    /** Only one of the user's own; what it led to stays in the history. @throws JobdeckError NOT_FOUND, NOT_ALLOWED */
    remove: async (scheduleId: string): Promise<void> => {
      const row = rowOf(scheduleId);
      if (row.origin === "task")
        throw new JobdeckError("NOT_ALLOWED", `Schedule "${scheduleId}" comes with its task. Pause it instead.`);
      await planner.plan(scheduleId, clock.now());
      schedules.remove(scheduleId);
      scheduler.set(scheduleId, null);
      options.notify.set(scheduleId, null);
      options.onChanged();
      changes.job(row.task_id);
    },
    /** Back to what the task asks for: times, policies and payload. */
    reset: (scheduleId: string) => {
      const { origin } = rowOf(scheduleId);
      if (origin === "user")
        throw new JobdeckError("NOT_ALLOWED", `Schedule "${scheduleId}" is your own; there is nothing to go back to.`);
      return change(scheduleId, (now) => {
        schedules.setOverride(scheduleId, { when: null, zone: null }, now);
        schedules.setPolicies(scheduleId, "{}", now);
        schedules.setPayload(scheduleId, "{}", now);
      });
    },
    /** `until`: UTC milliseconds when the pause ends by itself. What falls into it is skipped, not caught up. */
    pause: (scheduleId: string, until: number | null = null) => {
      if (until !== null && until <= clock.now())
        throw new JobdeckError("BAD_INPUT", `The pause would end at ${new Date(until).toISOString()}, which is over.`);
      // One that is longer now began when the first one did.
      return change(scheduleId, (now, { paused_at: since }) =>
        schedules.setPaused(scheduleId, { at: since ?? now, until }, now),
      );
    },
    /** What the pause had skipped stays skipped, unless it is asked for here. */
    resume: async (scheduleId: string, missed: Missed = "nothing"): Promise<ScheduleView> => {
      const row = rowOf(scheduleId);
      const view = await change(scheduleId, (now) => schedules.setPaused(scheduleId, { at: null, until: null }, now));
      if (missed !== "nothing" && row.paused_at !== null) await planner.catchUp(row, missed, row.paused_at);
      return view;
    },
    /** Leaves out the next time at which it would run; false takes that back. */
    skipNext: (scheduleId: string, skip: boolean) =>
      change(scheduleId, (now, row) => {
        const spec = withHolidays(toScheduleSpec({ ...row, skip_until: null }, hostZone), holidays);
        const [next] = nextRuns(spec, { fromMs: now, count: 1 });
        if (skip && next === undefined)
          throw new JobdeckError("NOT_ALLOWED", `Schedule "${scheduleId}" has no next time that could be skipped.`);
        schedules.setSkipUntil(scheduleId, skip ? (next ?? null) : null, now);
      }),
  };
}

function mergedPolicies(row: ScheduleRow, wish: PolicyChange): string {
  const wanted = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  policiesSchema.parse({ ...policiesOf(row), ...wanted });
  return JSON.stringify({ ...(JSON.parse(row.policies) as object), ...wanted });
}

function assertFires(text: string, zone: string, now: number): void {
  const zoned = validateZone(zone);
  if (!zoned.ok) throw new JobdeckError("BAD_INPUT", zoned.error.message);
  const parsed = parseWhen(text, { anchorAt: now, zone });
  if (!parsed.ok) throw new JobdeckError("BAD_SCHEDULE", parsed.error.message);
  const { when } = parsed;
  if (when.kind !== "demand" && nextTime({ when, zone, fromMs: now }) === null)
    throw new JobdeckError("BAD_SCHEDULE", `"${text}" never fires from now on. Choose a time in the future.`);
}
