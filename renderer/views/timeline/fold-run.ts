import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import type { Timeline, TimelineJob, TimelineRun } from "../../../jobs/model/timeline.ts";
import { resultLine } from "../../format/words.ts";

/** The picture with a run as it is now; the same when the run has no place in it. */
export function foldRun(timeline: Timeline, run: RunSummary): Timeline {
  const { startedAt, status } = run;
  if (startedAt === null || status === "created" || startedAt >= timeline.to) return timeline;
  if ((run.finishedAt ?? startedAt) < timeline.from && status !== "active") return timeline;
  const lane = laneOf(timeline, run);
  if (lane === undefined) return timeline;
  const shown: TimelineRun = {
    ...{ id: run.id, status, outcome: run.outcome, trigger: run.trigger },
    ...{ scheduledAt: run.scheduledAt, startedAt, finishedAt: run.finishedAt, note: resultLine(run) || null },
  };
  return { ...timeline, jobs: timeline.jobs.map((job) => (job === lane ? put(job, shown) : job)) };
}

/** That of the script whose schedule it counts for, where it has one, else that of its task. */
function laneOf({ jobs }: Timeline, { taskId, scheduleId }: RunSummary): TimelineJob | undefined {
  return jobs.find((job) => job.taskId === scheduleId) ?? jobs.find((job) => job.taskId === taskId);
}

function put(job: TimelineJob, run: TimelineRun): TimelineJob {
  const others = job.runs.filter(({ id }) => id !== run.id);
  return { ...job, runs: [...others, run].sort((a, b) => a.startedAt - b.startedAt) };
}
