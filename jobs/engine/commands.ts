import { randomUUID } from "node:crypto";
import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import type { NewRun, Run } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";
import type { Queue } from "../queue/queue.ts";
import type { Task } from "../sdk/task.ts";
import type { ScheduleStore } from "../store/schedules.ts";
import type { Changes } from "./changes.ts";
import { checkedPayload } from "./checked-payload.ts";
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
  readonly dispatcher: Dispatcher;
  readonly live: LiveRuns;
  readonly state: EngineState;
  readonly changes: Changes;
  readonly clock: Clock;
};

/** The only write path: whatever a surface changes goes through here. */
export function createCommands(options: CommandsOptions) {
  const { tasks, queue, schedules, queries, planner, dispatcher, live, state, changes, clock } = options;

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
    if (!gone && !(await dispatcher.cancelHeld(found.id, cancelled))) live.abort(found.id, "cancel");
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
  };
}
