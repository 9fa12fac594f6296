import { z } from "zod";
import { type RunSummary, type RunTrigger, runTriggers } from "./read-models/runs.ts";
import { type RunState, runStates } from "./run-state.ts";

const time = z.number().int().min(-8.64e15).max(8.64e15);

/**
 * Which runs are asked for. Every field narrows, but that tasks and schedules stand beside each other: a run of one of them is
 * enough. Within a list one is enough, but for tags and words, where all must hold.
 */
export const runFilterShape = {
  taskIds: z.array(z.string().min(1).max(200)).min(1).max(200).optional(),
  /** What these schedules led to: the runs of a script, say. */
  scheduleIds: z.array(z.string().min(1).max(300)).min(1).max(200).optional(),
  states: z
    .array(z.enum(runStates as readonly [RunState, ...RunState[]]))
    .min(1)
    .optional(),
  triggers: z.array(z.enum(runTriggers)).min(1).optional(),
  tags: z.array(z.string().min(1).max(100)).min(1).max(20).optional(),
  /** Made at this time or later (UTC milliseconds). */
  since: time.optional(),
  /** Made before this time. */
  until: time.optional(),
  /** Each is found in the title of the job, the result, the error or its code, or begins the id of the run. In any case. */
  words: z.array(z.string().min(1).max(200)).min(1).max(10).optional(),
} as const;

export type RunFilter = {
  readonly taskIds?: readonly string[] | undefined;
  readonly scheduleIds?: readonly string[] | undefined;
  readonly states?: readonly RunState[] | undefined;
  readonly triggers?: readonly RunTrigger[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly words?: readonly string[] | undefined;
};

/** Shorter beginnings of an id hit by chance. */
export const shortestIdPrefix = 4;

/** Whether a word may be the beginning of a run's id. */
export function mayBeginId(word: string): boolean {
  return word.length >= shortestIdPrefix && /^[0-9a-f][0-9a-f-]{3,35}$/i.test(word);
}

/** Whether a run is among those that are asked for: the host's search says the same of what is stored. */
export function matchesRun(run: RunSummary, filter: RunFilter): boolean {
  const { states, triggers, tags = [], since, until, words = [] } = filter;
  return (
    isOfJob(run, filter) &&
    (states === undefined || states.includes(run.status)) &&
    (triggers === undefined || triggers.includes(run.trigger)) &&
    tags.every((tag) => run.tags.includes(tag)) &&
    (since === undefined || run.createdAt >= since) &&
    (until === undefined || run.createdAt < until) &&
    words.every((word) => holdsWord(run, word))
  );
}

function isOfJob({ taskId, scheduleId }: RunSummary, { taskIds, scheduleIds }: RunFilter): boolean {
  if (taskIds === undefined && scheduleIds === undefined) return true;
  return taskIds?.includes(taskId) === true || (scheduleId !== null && scheduleIds?.includes(scheduleId) === true);
}

function holdsWord(run: RunSummary, word: string): boolean {
  if (mayBeginId(word) && run.id.startsWith(word.toLowerCase())) return true;
  return [run.taskTitle, run.summary, run.error?.message, run.error?.code].some((text) => text && holds(text, word));
}

/** Whether a text holds a word, in any case. */
export function holds(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase());
}
