import type { z } from "zod";
import type { RetentionPolicy } from "../model/retention.ts";
import type { RetryPolicy } from "../model/retry.ts";
import type { PolicyChange } from "../model/schedule.ts";
import type { TaskNeed } from "../model/task-need.ts";
import type { TaskContext } from "./context.ts";

/** A schedule that comes with a task. The user's change is kept apart from it and can be reset. */
export type TaskSchedule = {
  /** Unique within the task; default "default". */
  readonly id?: string;
  /** Cron pattern, ISO time, or "every 15m". */
  readonly when: string;
  /** IANA name; default: the host's zone (`JOBS_CRON_TZ`, else the system's). */
  readonly zone?: string;
  /** What happens when things are not as planned; what is left out has its default. */
  readonly policies?: PolicyChange;
};

/** What a task author writes. */
export type TaskOptions<Schema extends z.ZodType, Output> = {
  /** Stable and unique: history, schedules and scripts refer to it. Letters, digits, `-`, `_`, `.`. */
  readonly id: string;
  /** Default: the id. */
  readonly title?: string;
  readonly description?: string;
  /** Heading in the list of jobs; default "My tasks". */
  readonly category?: string;
  /** Checked when a run is sent: what does not fit is refused with zod's paths and nothing is queued. */
  readonly schema: Schema;
  /**
   * `concurrencyLimit`: runs of this task at once on this host; default 1. `limitPerKey`: of these, with the same
   * concurrency key; default 1. `claimAhead`: runs that are taken before there is a place for them; default 0. It makes
   * many short runs several times as fast; a crash costs each of them a try although it had not begun, and one with a
   * higher priority that comes later waits for them.
   */
  readonly queue?: { readonly concurrencyLimit?: number; readonly limitPerKey?: number; readonly claimAhead?: number };
  /** Default: 3 further tries, 1 s doubling to 60 s, with jitter. */
  readonly retry?: Partial<RetryPolicy>;
  /** Milliseconds for one try; default 10 minutes. Past it the run fails with code TIMEOUT. */
  readonly timeoutMs?: number;
  /** How long its runs are kept; default: archived after 24 h, deleted after 7 days, failures after 30. */
  readonly retention?: Partial<RetentionPolicy>;
  /** Names of secrets whose values the task is handed, and no others: `["openai.apiKey"]`. */
  readonly secrets?: readonly string[];
  /**
   * Names of further secrets that a payload refers to; this run is handed their values. One that is not there fails the
   * run, unless it is one of Jobdeck's own: then the run is skipped, as for `secrets`.
   */
  readonly secretsOf?: (payload: z.output<Schema>) => readonly string[];
  /** Names of other settings that it is handed. */
  readonly settings?: readonly string[];
  /** Those of its secrets and settings that it can do without, although others cannot: it is not skipped without them. */
  readonly optional?: readonly string[];
  /** "thread" (default): in a worker thread. "inline": on the host's own thread, for tasks that only wait. */
  readonly isolation?: "thread" | "inline";
  readonly schedules?: readonly TaskSchedule[];
  /** What its schedules wait for: until the home has it, none of their times is due. A run that is asked for runs. */
  readonly waitsFor?: TaskNeed;
  readonly run: (payload: z.output<Schema>, context: TaskContext) => Promise<Output> | Output;
};

/** A task with every default filled in. */
export type Task<Schema extends z.ZodType = z.ZodType, Output = unknown> = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly schema: Schema;
  readonly concurrencyLimit: number;
  readonly limitPerKey: number;
  readonly claimAhead: number;
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
  readonly retention: RetentionPolicy;
  readonly secrets: readonly string[];
  secretsOf?(payload: z.output<Schema>): readonly string[];
  readonly settings: readonly string[];
  readonly optional: readonly string[];
  readonly isolation: "thread" | "inline";
  readonly schedules: readonly (TaskSchedule & { readonly id: string })[];
  readonly waitsFor: TaskNeed | null;
  /** Methods, so that tasks of every payload fit in one registry: the payload was parsed by `schema` before. */
  run(payload: z.output<Schema>, context: TaskContext): Promise<Output> | Output;
};
