import { isFree } from "../../jobs/model/free-tasks.ts";
import type { NotifyWish } from "../../jobs/model/notify.ts";
import type { Snapshot } from "../../jobs/model/read-models/host.ts";
import type { JobSummary, ScriptSummary } from "../../jobs/model/read-models/jobs.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";

/**
 * What fails and recovers by itself: a job; of a task whose payload says what is done, such as a command, each of its
 * schedules, for one script that works says nothing of another that fails.
 */
export type Subject = Pick<JobSummary, "health" | "last" | "recent" | "notify"> & {
  readonly key: string;
};

/** The subject that a run belongs to. */
export function subjectKey({ taskId, scheduleId }: Pick<RunSummary, "taskId" | "scheduleId">): string {
  return isFree(taskId) && scheduleId !== null ? scheduleId : taskId;
}

/** All of them, as they are in this picture. */
export function subjectsOf({ jobs }: Snapshot): readonly Subject[] {
  return jobs.flatMap((job) => {
    const scripts = job.scripts.map(scriptSubject);
    // What a script left is no run of the task by hand.
    const own = job.last === null || subjectKey(job.last) === job.taskId ? [jobSubject(job)] : [];
    return [...own, ...scripts];
  });
}

/** What the subject of a run tells, as the user wants it; null: as the settings say. */
export function wishOf(run: RunSummary, { jobs }: Snapshot): NotifyWish | null {
  const job = jobs.find(({ taskId }) => taskId === run.taskId);
  const script = job?.scripts.find(({ scheduleId }) => scheduleId === run.scheduleId);
  return (script ?? job)?.notify ?? null;
}

function jobSubject({ taskId, health, last, recent, notify }: JobSummary): Subject {
  return { key: taskId, health, last, recent, notify };
}

function scriptSubject({ scheduleId, health, last, recent, notify }: ScriptSummary): Subject {
  return { key: scheduleId, health, last, recent, notify };
}
