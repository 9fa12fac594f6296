import { randomUUID } from "node:crypto";
import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import type { Missed } from "../model/missed.ts";
import type { NotifyWish } from "../model/notify.ts";
import type { RunTrigger } from "../model/read-models/runs.ts";
import type { NewRun, Run } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";
import type { TriggerOptions, TriggerRequest } from "../model/trigger.ts";
import type { Queue } from "../queue/queue.ts";
import type { ScheduleStore } from "../store/schedules.ts";
import type { Changes } from "./changes.ts";
import { checkPayloads } from "./check-payloads.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { EngineState } from "./engine-state.ts";
import type { KnownTask } from "./known-task.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { NotifyWishes } from "./notify-wishes.ts";
import type { Planner } from "./planner.ts";
import type { Queries } from "./queries.ts";
import { findTask } from "./run-lookup.ts";
import { isScript } from "./scripts.ts";

const dayMs = 86_400_000;
const cancelled = { code: "CANCELLED", message: "Cancelled before it began." };

export type CommandsOptions = {
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly queue: Queue;
  readonly schedules: ScheduleStore;
  readonly queries: Queries;
  readonly planner: Planner;
  readonly dispatcher: Dispatcher;
  readonly live: LiveRuns;
  readonly state: EngineState;
  readonly notify: Pick<NotifyWishes, "set">;
  readonly changes: Changes;
  readonly clock: Clock;
};

/** Who asked for a run. */
type Origin = {
  readonly trigger: RunTrigger;
  readonly parentId?: string;
  readonly retryOf?: string;
  /** That it counts for; default: none. */
  readonly scheduleId?: string | null;
};

/** A job, or one of its scripts. */
type NotifySubject = { readonly taskId: string; readonly scheduleId?: string | undefined };

/** The only write path: whatever a surface changes goes through here. */
export function createCommands(options: CommandsOptions) {
  const { tasks, queue, schedules, queries, planner, dispatcher, live, state, changes, clock } = options;

  const enqueue = async (wanted: readonly NewRun[]): Promise<readonly Run[]> => {
    const queued = await queue.enqueue(wanted, clock.now());
    for (const run of queued) changes.run(run);
    dispatcher.kick();
    return queued;
  };

  /**
   * Queues runs, all or none, in one transaction.
   *
   * @throws JobdeckError NOT_FOUND, BAD_PAYLOAD; nothing is queued then
   */
  const trigger = async (requests: readonly TriggerRequest[], origin: Origin): Promise<readonly Run[]> => {
    const wanted = requests.map((request) => ({ task: findTask(tasks, request.taskId), payload: request.payload }));
    await checkPayloads(wanted);
    return enqueue(requests.map((request) => newRun(findTask(tasks, request.taskId), request, origin)));
  };

  const newRun = (task: KnownTask, { payload, options: wish = {} }: TriggerRequest, origin: Origin): NewRun => {
    const now = clock.now();
    const { idempotencyKey, concurrencyKey, expireInMs, tags } = wish;
    return {
      ...{ id: randomUUID(), taskId: task.id, payload: payload ?? {}, trigger: origin.trigger },
      ...{ scheduleId: origin.scheduleId ?? null, scheduledAt: null },
      ...{ retryOf: origin.retryOf ?? null, demo: state.facts().demo },
      priority: wish.priority ?? 0,
      maxAttempts: wish.maxAttempts ?? task.retry.limit + 1,
      dueAt: wish.runAt ?? now + (wish.delayMs ?? 0),
      ...(origin.parentId === undefined ? {} : { parentId: origin.parentId }),
      ...(concurrencyKey === undefined ? {} : { concurrencyKey }),
      ...(expireInMs === undefined ? {} : { expiresAt: now + expireInMs }),
      ...(tags === undefined ? {} : { tags }),
      ...(idempotencyKey === undefined
        ? {}
        : { idempotency: { key: idempotencyKey, expiresAt: now + (wish.idempotencyKeyTtlMs ?? dayMs) } }),
    };
  };

  const triggerOne = async (request: TriggerRequest, origin: Origin): Promise<Run> => {
    const [queued] = await trigger([request], origin);
    if (!queued) throw new Error("The queue took one run and gave none back");
    return queued;
  };

  /** A run of this task now. @throws JobdeckError NOT_FOUND, BAD_PAYLOAD; nothing is queued then */
  const run = (taskId: string, payload: unknown, options?: TriggerOptions): Promise<Run> =>
    triggerOne({ taskId, payload, ...(options && { options }) }, { trigger: "user" });

  /**
   * A run now of what a schedule is for; it counts for that schedule and does not move it.
   *
   * @param asked default: the schedule's own payload
   * @throws JobdeckError NOT_FOUND, BAD_PAYLOAD; nothing is queued then
   */
  const runSchedule = async (scheduleId: string, asked?: unknown): Promise<Run> => {
    const { taskId, payload: own } = queries.schedule(scheduleId);
    const payload = asked === undefined ? own : asked;
    const task = findTask(tasks, taskId);
    await checkPayloads([{ task, payload }]);
    const [queued] = await enqueue([newRun(task, { taskId, payload }, { trigger: "user", scheduleId })]);
    if (!queued) throw new Error("The queue took one run and gave none back");
    return queued;
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
    if (!gone && !(await dispatcher.cancelHeld(found.id, cancelled))) live.abort(found.id, "cancel");
    changes.run(found);
    return gone ?? queries.find(found.id);
  };

  const hasScript = (taskId: string, scheduleId: string): boolean => {
    const row = schedules.get(scheduleId);
    return row?.task_id === taskId && isScript(row);
  };

  /** A new run with the payload of an ended one, which it names. That of a script is the script's: it shows how that does. */
  const retry = async (idOrPrefix: string): Promise<Run> => {
    const found = queries.find(idOrPrefix);
    if (!isFinal(found.state))
      throw new JobdeckError(
        "NOT_ALLOWED",
        `Run ${found.id} has not ended yet (${found.state}). Wait for it, or cancel it.`,
      );
    const { taskId, payload, scheduleId } = found;
    const own = scheduleId !== null && hasScript(taskId, scheduleId) ? { scheduleId } : {};
    return triggerOne({ taskId, payload }, { trigger: "user", retryOf: found.id, ...own });
  };

  /** Due times of paused schedules are written down as skipped first: resuming never starts a surprise run. */
  const settlePaused = async (): Promise<void> => {
    for (const row of schedules.all()) await planner.plan(row.id, clock.now());
  };

  /** The next time of each job is another one while all are paused until some time. */
  const tellOfAll = (): void => {
    changes.engine();
    changes.taskList();
  };

  const catchUp = async (taskId: string, missed: "once" | "all", since: number): Promise<void> => {
    // Those that are still paused themselves wait for their own pause to end.
    const rows = schedules.byTask(taskId).filter((row) => row.paused_at === null);
    for (const row of rows) await planner.catchUp(row, missed, since);
  };

  return {
    run,
    runSchedule,
    trigger,
    cancel,
    retry,
    pauseEngine: async (forMs: number | undefined): Promise<void> => {
      await settlePaused();
      state.pause(forMs);
      tellOfAll();
      dispatcher.kick();
    },
    resumeEngine: async (): Promise<void> => {
      await settlePaused();
      state.resume();
      tellOfAll();
      dispatcher.kick();
    },
    /**
     * What a job tells by notifications, or one of its scripts. Null: as the settings say.
     *
     * @throws JobdeckError NOT_FOUND
     */
    setNotify: ({ taskId, scheduleId }: NotifySubject, wish: NotifyWish | null): void => {
      findTask(tasks, taskId);
      if (scheduleId !== undefined && !hasScript(taskId, scheduleId))
        throw new JobdeckError("NOT_FOUND", `Job "${taskId}" has no script "${scheduleId}". See jobdeck list --json.`);
      options.notify.set(scheduleId ?? taskId, wish);
      changes.job(taskId);
    },
    /** When it ends a pause: what that had skipped stays skipped, unless it is asked for here. */
    setTaskPaused: async (taskId: string, paused: boolean, missed: Missed = "nothing"): Promise<void> => {
      findTask(tasks, taskId);
      const since = state.taskPausedAt(taskId);
      for (const row of schedules.byTask(taskId)) await planner.plan(row.id, clock.now());
      if (!paused || since === null) state.setTaskPaused(taskId, paused);
      if (!paused && missed !== "nothing" && since !== null) await catchUp(taskId, missed, since);
      changes.job(taskId);
      dispatcher.kick();
    },
  };
}

export type Commands = ReturnType<typeof createCommands>;
