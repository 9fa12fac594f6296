import { z } from "zod";
import { brokenTaskFileSchema } from "../users-tasks.ts";
import { jobSummarySchema } from "./jobs.ts";
import { logLineSchema, runSummarySchema } from "./runs.ts";
import { fileProblemSchema } from "./settings.ts";
import { time } from "./time.ts";

/**
 * What every surface is shown, here and in the files beside this one. Declared once as schemas: the engine fills the
 * inferred types, the contract checks and trims what goes out, the window and the CLI read them. Times are UTC
 * milliseconds, durations milliseconds.
 */

/** Where secrets are kept, in words for the user, and whether that is safe. */
export const vaultStatusSchema = z.object({
  kind: z.enum(["keychain", "plain-file", "none"]),
  title: z.string(),
  /** Set when there is no keychain: what that means and what to do. */
  warning: z.string().nullable(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;

export const checkSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(["ok", "warning", "problem"]),
  message: z.string(),
  /** What to do about it. */
  remedy: z.string().nullable(),
});
export type Check = z.infer<typeof checkSchema>;

export const engineStatusSchema = z.object({
  version: z.string(),
  kind: z.enum(["desktop", "headless"]),
  pid: z.number().int(),
  home: z.string(),
  backend: z.enum(["sqlite"]),
  zone: z.string(),
  startedAt: time,
  paused: z.boolean(),
  /** When the pause ends by itself; null when it lasts until resumed. */
  pausedUntil: time.nullable(),
  activeRuns: z.number().int(),
  queuedRuns: z.number().int(),
  demo: z.boolean(),
  /** Why nothing can be written at the moment, in words for the user; null when it can. */
  diskProblem: z.string().nullable(),
  /** What it means that there is no keychain, in words for the user; null when there is one. */
  vaultWarning: z.string().nullable(),
  /** True as long as nothing was ever run or stored here: the window offers the demo. */
  emptyHome: z.boolean(),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

/** What there is to run, and the files of the user's that are not. */
const taskListSchema = z.object({
  jobs: z.array(jobSummarySchema),
  brokenFiles: z.array(brokenTaskFileSchema),
});
export type TaskList = z.infer<typeof taskListSchema>;

/** Everything that a surface needs to draw its first picture; afterwards it follows the events. */
export const snapshotSchema = taskListSchema.extend({
  engine: engineStatusSchema,
  fileProblems: z.array(fileProblemSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/**
 * What changed. Coalesced per subject, at most ten times a second.
 * `run` carries the whole summary, so that a reader that missed one is right again with the next.
 */
export const liveEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("engine"), engine: engineStatusSchema }),
  z.object({ type: z.literal("job"), job: jobSummarySchema }),
  z.object({ type: z.literal("run"), run: runSummarySchema }),
  z.object({ type: z.literal("settings"), fileProblems: z.array(fileProblemSchema) }),
  /** Task files were loaded: jobs came, went, or are others. */
  z.object({ type: z.literal("task-list"), ...taskListSchema.shape }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** What a reader of one run is sent, in order. The stream ends after the run has reached a final state. */
export const followEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("run"), run: runSummarySchema }),
  z.object({ type: z.literal("log"), lines: z.array(logLineSchema) }),
]);
export type FollowEvent = z.infer<typeof followEventSchema>;
