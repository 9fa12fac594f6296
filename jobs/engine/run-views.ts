import type { JobHealth, JobSummary } from "../model/read-models/jobs.ts";
import type { Progress, RunDetail, RunSummary } from "../model/read-models/runs.ts";
import type { Run, RunBrief } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";

type RunFacts = {
  readonly taskTitle: string;
  readonly progress: Progress | undefined;
  readonly archived: boolean;
};

/** How a run is shown. Pure: everything that it needs is handed in. */
export function toRunSummary(run: RunBrief, { taskTitle, progress, archived }: RunFacts): RunSummary {
  return {
    id: run.id,
    taskId: run.taskId,
    taskTitle,
    status: run.state,
    outcome: run.outcome,
    trigger: run.trigger,
    scheduleId: run.scheduleId,
    scheduledAt: run.scheduledAt,
    createdAt: run.createdAt,
    dueAt: run.dueAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    durationMs: durationOf(run),
    attempts: run.attempts,
    maxAttempts: run.maxAttempts,
    progress: isFinal(run.state) ? null : (progress ?? null),
    summary: run.summary,
    error: run.error && { code: run.error.code, message: run.error.message },
    retryOf: run.retryOf,
    tags: [...run.tags],
    demo: run.demo,
    archived,
  };
}

/** From the first start to the end, in milliseconds. Never negative, even when the clock was set back in between. */
export function durationOf(run: Pick<Run, "startedAt" | "finishedAt">): number | null {
  if (run.startedAt === null || run.finishedAt === null) return null;
  return Math.max(0, run.finishedAt - run.startedAt);
}

/** Median and 90th percentile of the completed ones; null with fewer than three, which say nothing yet. */
export function usualDuration(
  runs: readonly Pick<Run, "state" | "outcome" | "startedAt" | "finishedAt">[],
): RunDetail["usualMs"] {
  const durations = runs
    .filter((run) => run.state === "completed" && run.outcome !== "skipped")
    .flatMap((run) => durationOf(run) ?? [])
    .sort((a, b) => a - b);
  if (durations.length < 3) return null;
  return { p50: quantile(durations, 0.5), p90: quantile(durations, 0.9) };
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

/** The one word that the job's dot shows. */
export function healthOf(job: Pick<JobSummary, "paused" | "active" | "last">): JobHealth {
  if (job.active.length > 0) return "running";
  if (job.paused) return "paused";
  if (!job.last) return "new";
  if (job.last.status === "failed") return "failing";
  // That a run was skipped, or cancelled by the user, is nothing to warn of.
  return job.last.outcome === "warnings" ? "warnings" : "ok";
}
