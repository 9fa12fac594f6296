import type { TickJob } from "../model/tick.ts";

const rule = "=".repeat(60);

/** What is said before the first job. */
export function tickHead(startedAt: number): readonly string[] {
  return ["🚀 BACKGROUND JOB RUNNER", rule, `Started at: ${new Date(startedAt).toISOString()}`];
}

export function jobHead(id: string): readonly string[] {
  return ["", rule, `🔄 Starting job: ${id}`, rule];
}

export function jobEnd({ id, status, durationMs, error }: TickJob): string {
  return status === "completed"
    ? `✅ Job completed: ${id} (${durationMs}ms)`
    : `❌ Job failed: ${id} (${durationMs}ms): ${error}`;
}

/** The sum of a tick. Pure. */
export function tickSummary(jobs: readonly TickJob[], durationMs: number): readonly string[] {
  const failed = jobs.filter(({ status }) => status === "failed");
  return [
    ...["", rule, "📊 JOB RUN SUMMARY", rule],
    `Total duration: ${durationMs}ms`,
    `Successful jobs: ${jobs.length - failed.length}/${jobs.length}`,
    `Failed jobs: ${failed.length}/${jobs.length}`,
    ...(failed.length === 0 ? [] : ["", "Failed jobs:", ...failed.map(({ id, error }) => `  - ${id}: ${error}`)]),
    ...["", "Job details:"],
    ...jobs.map(({ id, status, durationMs: took }) => `  ${status === "completed" ? "✅" : "❌"} ${id}: ${took}ms`),
    rule,
  ];
}
