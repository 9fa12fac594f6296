import { randomUUID } from "node:crypto";
import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import type { NewRun, Run } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";
import type { Queue } from "../queue/queue.ts";
import { nextTime } from "../schedule/next-times.ts";
import { parseWhen } from "../schedule/parse-when.ts";
import type { Scheduler } from "../schedule/scheduler.ts";
import { validateZone } from "../schedule/zones.ts";
import type { Task } from "../sdk/task.ts";
import type { ScheduleStore } from "../store/schedules.ts";
import type { Changes } from "./changes.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { EngineState } from "./engine-state.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { Planner } from "./planner.ts";
import type { Queries } from "./queries.ts";
import { findTask } from "./run-lookup.ts";

const cancelled = { code: "CANCELLED", message: "Cancelled before it began." };

export type CommandsOptions = {
  readonly tasks: ReadonlyMap<string, Task>;
  readonly queue: Queue;
  readonly schedules: ScheduleStore;
  readonly queries: Queries;
  readonly planner: Planner;
  readonly scheduler: Scheduler;
  readonly dispatcher: Dispatcher;
  readonly live: LiveRuns;
  readonly state: EngineState;
  readonly changes: Changes;
  readonly clock: Clock;
};

/** The only write path: whatever a surface changes goes through here. */
export function createCommands(options: CommandsOptions) {
  const { tasks, queue, schedules, queries, planner, scheduler, dispatcher, live, state, changes, clock } = options;

  const enqueue = async (run: NewRun): Promise<Run> => {
    const [queued] = await queue.enqueue([run], clock.now());
    if (!queued) throw new Error("The queue took one run and gave none back");
    changes.run(queued);
    dispatcher.kick();
    return queued;
  };

  /** A run of this task now. @throws JobdeckError NOT_FOUND, BAD_PAYLOAD; nothing is queued then */
  const run = async (taskId: string, payload: unknown, retryOf: string | null = null): Promise<Run> => {
    const task = findTask(tasks, taskId);
    return enqueue({
      id: randomUUID(),
      taskId,
      payload: checkedPayload(task, payload),
      trigger: "user",
      priority: 0,
      maxAttempts: task.retry.limit + 1,
      dueAt: clock.now(),
      scheduleId: null,
      scheduledAt: null,
      retryOf,
      demo: state.facts().demo,
    });
  };

  /** A run that waits is cancelled at once; an active one is told to end, and has ended within some seconds. */
  const cancel = async (idOrPrefix: string): Promise<Run> => {
    const found = queries.find(idOrPrefix);
    if (isFinal(found.state))
      throw new JobdeckError(
        "NOT_ALLOWED",
        `Run ${found.id} has already ended (${found.state}); it cannot be cancelled.`,
      );
    const gone = await queue.cancelWaiting(found.id, cancelled, clock.now());
    if (!gone) live.abort(found.id, "cancel");
    changes.run(found);
    return gone ?? queries.find(found.id);
  };

  /** A new run with the payload of an ended one, which it names. */
  const retry = async (idOrPrefix: string): Promise<Run> => {
    const found = queries.find(idOrPrefix);
    if (!isFinal(found.state))
      throw new JobdeckError(
        "NOT_ALLOWED",
        `Run ${found.id} has not ended yet (${found.state}). Wait for it, or cancel it.`,
      );
    return run(found.taskId, found.payload, found.id);
  };

  /** Due times of paused schedules are written down as skipped first: resuming never starts a surprise run. */
  const settlePaused = async (): Promise<void> => {
    for (const row of schedules.all()) await planner.plan(row.id, clock.now());
  };

  const reschedule = (scheduleId: string, taskId: string): void => {
    scheduler.set(scheduleId, planner.next(scheduleId));
    changes.job(taskId);
  };

  /** Plans what was due under the old schedule, changes it, and takes the new next time. */
  const changeSchedule = async (scheduleId: string, change: (now: number) => void) => {
    const { taskId } = queries.schedule(scheduleId);
    const now = clock.now();
    await planner.plan(scheduleId, now);
    change(now);
    reschedule(scheduleId, taskId);
    return queries.schedule(scheduleId);
  };

  return {
    run,
    cancel,
    retry,
    pauseEngine: async (forMs: number | undefined): Promise<void> => {
      await settlePaused();
      state.pause(forMs);
      changes.engine();
      dispatcher.kick();
    },
    resumeEngine: async (): Promise<void> => {
      await settlePaused();
      state.resume();
      changes.engine();
      dispatcher.kick();
    },
    setTaskPaused: async (taskId: string, paused: boolean): Promise<void> => {
      findTask(tasks, taskId);
      for (const row of schedules.byTask(taskId)) await planner.plan(row.id, clock.now());
      state.setTaskPaused(taskId, paused);
      changes.job(taskId);
      dispatcher.kick();
    },
    /** @throws JobdeckError NOT_FOUND, BAD_SCHEDULE, BAD_INPUT */
    updateSchedule: (scheduleId: string, when: string, zone: string) => {
      assertFires(when, zone, clock.now());
      return changeSchedule(scheduleId, (now) => schedules.setOverride(scheduleId, { when: when.trim(), zone }, now));
    },
    resetSchedule: (scheduleId: string) =>
      changeSchedule(scheduleId, (now) => schedules.setOverride(scheduleId, { when: null, zone: null }, now)),
    setSchedulePaused: (scheduleId: string, paused: boolean) =>
      changeSchedule(scheduleId, (now) => schedules.setPaused(scheduleId, paused ? now : null, now)),
  };
}

function checkedPayload(task: Task, payload: unknown): unknown {
  const parsed = task.schema.safeParse(payload ?? {});
  if (parsed.success) return payload ?? {};
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  const words = issues.map(({ path, message }) => `${path || "payload"}: ${message}`).join("; ");
  throw new JobdeckError("BAD_PAYLOAD", `The payload does not fit task "${task.id}". ${words}. Nothing was queued.`, {
    details: { issues },
  });
}

function assertFires(text: string, zone: string, now: number): void {
  const zoned = validateZone(zone);
  if (!zoned.ok) throw new JobdeckError("BAD_INPUT", zoned.error.message);
  const parsed = parseWhen(text, { anchorAt: now, zone });
  if (!parsed.ok) throw new JobdeckError("BAD_SCHEDULE", parsed.error.message);
  if (nextTime({ when: parsed.when, zone, fromMs: now }) === null)
    throw new JobdeckError("BAD_SCHEDULE", `"${text}" never fires from now on. Choose a time in the future.`);
}
