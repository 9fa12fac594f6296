import type { JobSummary, ScriptSummary } from "./read-models/jobs.ts";
import type { RunSummary } from "./read-models/runs.ts";
import type { ScheduleView } from "./read-models/schedules.ts";

/**
 * A job as its user sees it: a task, or one of the user's own commands or addresses, which are schedules of one and the same
 * task. A script has the id of its schedule in the place of the task's.
 */
export type Line = JobSummary & {
  /** The task and the schedule behind a script; null for a job that is a task. */
  readonly script: { readonly taskId: string; readonly scheduleId: string } | null;
};

type Listed = { readonly jobs: readonly JobSummary[] };

/** The category that scripts are listed under. */
const scriptCategory = "My scripts";

const linesOfJob = new WeakMap<JobSummary, readonly Line[]>();
const linesOfLive = new WeakMap<readonly JobSummary[], readonly Line[]>();

/**
 * All jobs as they are listed: the user's own scripts and tasks first, then in the host's order. A task whose schedules are
 * scripts stands for these.
 */
export function linesOf({ jobs }: Listed): readonly Line[] {
  const known = linesOfLive.get(jobs);
  if (known) return known;
  const lines = jobs.flatMap(linesFrom).sort((left, right) => placeOf(left) - placeOf(right));
  linesOfLive.set(jobs, lines);
  return lines;
}

/** A job by the id of its task, or a script by that of its schedule. */
export function lineOf(live: Listed, id: string): Line | undefined {
  const found = linesOf(live).find(({ taskId }) => taskId === id);
  if (found) return found;
  // A task that only its scripts are listed of is still there to be opened, from one of its runs for example.
  const job = live.jobs.find(({ taskId }) => taskId === id);
  return job && taskLine(job);
}

function placeOf({ script, file }: Line): number {
  if (script !== null) return 0;
  return file === null ? 2 : 1;
}

/** What a run is of: the script whose schedule started it, where that is listed, else its task. */
export function lineIdOf(live: Listed, run: Pick<RunSummary, "taskId" | "scheduleId">): string {
  const script = linesOf(live).find(({ script }) => script !== null && script.scheduleId === run.scheduleId);
  return script?.taskId ?? run.taskId;
}

function linesFrom(job: JobSummary): readonly Line[] {
  const known = linesOfJob.get(job);
  if (known) return known;
  const scripts = job.scripts.map((script) => scriptLine(job, script));
  const lines = scripts.length === 0 ? [taskLine(job)] : scripts;
  linesOfJob.set(job, lines);
  return lines;
}

const taskLines = new WeakMap<JobSummary, Line>();

function taskLine(job: JobSummary): Line {
  const known = taskLines.get(job);
  if (known) return known;
  const line = { ...job, script: null };
  taskLines.set(job, line);
  return line;
}

function scriptLine(job: JobSummary, script: ScriptSummary): Line {
  const { scheduleId, title, onDemand, health, nextAt, last, active, queued, recent, usualMs, notify } = script;
  return {
    ...job,
    ...{ health, nextAt, last, active, queued, recent, usualMs, notify },
    taskId: scheduleId,
    ...{ title, onDemand, scheduleCount: 1, hasOwnSchedule: true },
    description: script.does,
    category: scriptCategory,
    paused: job.paused || script.paused,
    scheduleProblems: job.scheduleProblems.filter((each) => each.scheduleId === scheduleId),
    slow: job.slow.filter((each) => each.scheduleId === scheduleId || each.runId === last?.id),
    ...{ scripts: [], script: { taskId: job.taskId, scheduleId } },
  };
}

const longestTitle = 60;

/** The name that it was given, else the first words of what it does. */
export function scriptTitle({ title, payload }: Pick<ScheduleView, "title" | "payload">): string {
  if (title !== null) return title;
  const words = scriptDoes(payload).split("\n", 1)[0] ?? "";
  return words.length <= longestTitle ? words || "Script" : `${words.slice(0, longestTitle)}…`;
}

/** The command line or the address of a script, as its payload has it. */
export function scriptDoes(payload: unknown): string {
  if (typeof payload !== "object" || payload === null) return "";
  const { shell, argv, url, method } = payload as Readonly<Record<string, unknown>>;
  if (typeof shell === "string") return shell;
  if (Array.isArray(argv)) return argv.map(String).join(" ");
  if (typeof url !== "string") return "";
  return typeof method === "string" && method.toUpperCase() !== "GET" ? `${method.toUpperCase()} ${url}` : url;
}
