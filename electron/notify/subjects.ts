import { isFree } from "../../jobs/model/free-tasks.ts";
import type { NotifyWish } from "../../jobs/model/notify.ts";
import type { JobSummary, RunSummary, ScriptSummary, Snapshot } from "../../jobs/model/read-models.ts";

/**
 * What fails and recovers by itself: a job; of a task whose payload says what is done, such as a command, each of its
 * schedules, for one script that works says nothing of another that fails.
 */
export type Subject = Pick<JobSummary, "health" | "last" | "recent" | "notify"> & {
  readonly key: string;
  /** What the user calls it. */
  readonly title: string;
};

/** The subject that a run belongs to. */
export function subjectKey({ taskId, scheduleId }: Pick<RunSummary, "taskId" | "scheduleId">): string {
  return isFree(taskId) && scheduleId !== null ? scheduleId : taskId;
}

/** All of them, as they are in this picture. */
export function subjectsOf({ jobs }: Snapshot): readonly Subject[] {
  return jobs.flatMap((job) => {
    const scripts = job.scripts.map((script) => scriptSubject(job, script));
    // What a script left is no run of the task by hand.
    const own = job.last === null || subjectKey(job.last) === job.taskId ? [jobSubject(job)] : [];
    return [...own, ...scripts];
  });
}

/** The name of a run's subject. */
export function titleOf(run: RunSummary, { jobs }: Snapshot): string {
  const job = jobs.find(({ taskId }) => taskId === run.taskId);
  const schedule = isFree(run.taskId) ? job?.schedules.find(({ id }) => id === run.scheduleId) : undefined;
  return schedule?.title ?? run.taskTitle;
}

/** What the subject of a run tells, as the user wants it; null: as the settings say. */
export function wishOf(run: RunSummary, { jobs }: Snapshot): NotifyWish | null {
  const job = jobs.find(({ taskId }) => taskId === run.taskId);
  const script = job?.scripts.find(({ scheduleId }) => scheduleId === run.scheduleId);
  return (script ?? job)?.notify ?? null;
}

function jobSubject({ taskId, title, health, last, recent, notify }: JobSummary): Subject {
  return { key: taskId, title, health, last, recent, notify };
}

function scriptSubject(job: JobSummary, { scheduleId, health, last, recent, notify }: ScriptSummary): Subject {
  const title = job.schedules.find(({ id }) => id === scheduleId)?.title ?? job.title;
  return { key: scheduleId, title, health, last, recent, notify };
}
