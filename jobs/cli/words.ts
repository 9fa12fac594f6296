import { JobdeckError } from "../model/errors.ts";
import type { JobDetail, Slowness } from "../model/read-models/jobs.ts";
import type { RunDetail, RunSummary } from "../model/read-models/runs.ts";
import type { ScheduleView } from "../model/read-models/schedules.ts";

/** Characters of an output that a line of text shows. */
const longestOutput = 500;

/** 950 ms, 2.4 s, 3 min 05 s, 2 h 10 min, 3 d 4 h. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${String(Math.floor((ms % 60_000) / 1_000)).padStart(2, "0")} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** 999 B, 1.5 KiB, 12 MiB. */
export function size(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const kib = bytes / 1_024;
  const [value, unit] =
    kib < 1_024 ? [kib, "KiB"] : kib < 1_024 ** 2 ? [kib / 1_024, "MiB"] : [kib / 1_024 ** 2, "GiB"];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** ISO 8601 in UTC, or null. */
export function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** The local date and time, to be read by a person. */
export function localTime(ms: number | null): string {
  if (ms === null) return "-";
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Further away there are soon no dates any more. */
const longestDurationMs = 36_500 * 86_400_000;

/** "90s", "1h", "1h30m" in milliseconds. @throws JobdeckError BAD_INPUT */
export function parseDuration(text: string): number {
  const parts = [...text.slice(0, 100).matchAll(/(\d+(?:\.\d+)?)\s*(ms|min|s|m|h|d)/g)];
  const total = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ""] ?? Number.NaN), 0);
  const whole = parts.map(([part]) => part).join("") === text.replaceAll(" ", "");
  if (parts.length > 0 && whole && total > longestDurationMs)
    throw new JobdeckError("BAD_INPUT", `"${text}" is too long. The longest duration is 36500d, a hundred years.`);
  if (parts.length > 0 && whole && total >= 1_000) return Math.round(total);
  throw new JobdeckError(
    "BAD_INPUT",
    `"${text.slice(0, 100)}" is no duration of at least a second. Write it like 90s, 30m, 1h30m or 2d.`,
  );
}

/** What came of a run, in one word or line. */
export function resultOf(run: RunSummary): string {
  return (
    run.summary ??
    run.error?.message.split("\n")[0] ??
    (run.progress ? `${run.progress.done} of ${run.progress.total}` : "")
  );
}

export function statusWord(run: Pick<RunSummary, "status" | "outcome">): string {
  return run.status === "completed" && run.outcome && run.outcome !== "done"
    ? `${run.status} (${run.outcome})`
    : run.status;
}

/** What came out of a run, in a line: what its task reported, else why it failed, else the beginning of its output. */
export function resultLine({ summary, error, output }: RunDetail): string {
  if (summary !== null || error) return summary ?? error?.message ?? "";
  const text = output === null || output === undefined ? "" : JSON.stringify(output);
  return text.length > longestOutput ? `${text.slice(0, longestOutput)}…` : text;
}

/** The shape of a run that scripts rely on. Fields may be added, never renamed. */
export function runDocument(run: RunSummary | RunDetail) {
  return {
    id: run.id,
    taskId: run.taskId,
    status: run.status,
    outcome: run.outcome,
    output: "output" in run ? run.output : undefined,
    error: run.error,
    attempts: run.attempts,
    durationMs: run.durationMs,
    startedAt: iso(run.startedAt),
    finishedAt: iso(run.finishedAt),
    createdAt: iso(run.createdAt),
    scheduledAt: iso(run.scheduledAt),
    trigger: run.trigger,
    summary: run.summary,
    retryOf: run.retryOf,
  };
}

/** That a job is slower than it should be. */
export function slownessLine(
  job: Pick<JobDetail, "title"> & { readonly schedules: readonly Pick<ScheduleView, "id" | "meaning">[] },
  slow: Slowness,
): string {
  const [takes, than] = [duration(slow.takesMs), duration(slow.thanMs)];
  if (slow.kind === "history")
    return `${job.title}: run ${slow.runId?.slice(0, 8)} took ${takes} so far; nine of ten before it took at most ${than}.`;
  const meaning = job.schedules.find(({ id }) => id === slow.scheduleId)?.meaning ?? slow.scheduleId;
  return `${job.title}: usually takes ${takes}, longer than the ${than} between its times (${meaning}).`;
}

/** The shape of a job that scripts rely on. */
export function jobDocument(job: JobDetail) {
  return {
    id: job.taskId,
    title: job.title,
    category: job.category,
    enabled: !job.paused,
    health: job.health,
    missing: job.missing,
    waitsFor: job.waitsFor,
    slow: job.slow,
    schedules: job.schedules.map((schedule) => ({
      id: schedule.id,
      title: schedule.title,
      when: schedule.when,
      meaning: schedule.meaning,
      zone: schedule.zone,
      next: iso(schedule.next[0] ?? null),
      paused: schedule.paused,
      skippedByPause: schedule.skippedByPause,
      problems: schedule.problems,
    })),
    last: lastDocument(job.last),
    scripts: job.scripts.map((script) => ({
      id: script.scheduleId,
      title: script.title,
      does: script.does,
      enabled: !job.paused && !script.paused,
      health: script.health,
      next: iso(script.nextAt),
      last: lastDocument(script.last),
    })),
  };
}

function lastDocument(last: RunSummary | null) {
  return last && { id: last.id, status: last.status, finishedAt: iso(last.finishedAt) };
}
