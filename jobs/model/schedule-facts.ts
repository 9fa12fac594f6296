import { scriptDoes, scriptTitle } from "./lines.ts";
import type { JobSummary, ScriptSummary } from "./read-models/jobs.ts";
import type { ScheduleProblem, ScheduleView } from "./read-models/schedules.ts";
import { onDemand } from "./schedule.ts";

type Job = Pick<JobSummary, "paused" | "waitsFor">;
type Schedule = Pick<ScheduleView, "id" | "title" | "when" | "own" | "paused" | "problems"> & {
  readonly nextAt: number | null;
};

/** What a list needs to know of a job's schedules. Pure. */
export function scheduleFacts(
  schedules: readonly Schedule[],
  job: Job,
): Pick<JobSummary, "scheduleCount" | "onDemand" | "hasOwnSchedule" | "scheduleProblems"> {
  return {
    scheduleCount: schedules.length,
    onDemand: schedules.every(isOnDemand),
    hasOwnSchedule: schedules.some(({ own }) => own),
    scheduleProblems: schedules.flatMap((schedule) => problemsOf(schedule, job)),
  };
}

/** What a list needs to know of the schedule that a script is. Pure. */
export function scriptFacts(
  schedule: Pick<ScheduleView, "title" | "payload" | "paused" | "when">,
): Pick<ScriptSummary, "title" | "does" | "paused" | "onDemand"> {
  const { payload, paused } = schedule;
  return { title: scriptTitle(schedule), does: scriptDoes(payload), paused, onDemand: isOnDemand(schedule) };
}

function isOnDemand({ when }: Pick<ScheduleView, "when">): boolean {
  return when === onDemand;
}

/** A date that has been is over, and what runs on demand has no times; any other pattern without a next time is a mistake. */
function hasNoTimes(schedule: Pick<ScheduleView, "when">): boolean {
  return isOnDemand(schedule) || /^\d{4}-/.test(schedule.when);
}

function problemsOf(schedule: Schedule, job: Job): readonly ScheduleProblem[] {
  const { id: scheduleId, title, when, nextAt, problems } = schedule;
  const isStill = schedule.paused || job.paused || job.waitsFor !== null;
  const neverFires = nextAt === null && !isStill && !hasNoTimes(schedule);
  const messages = problems.length > 0 ? problems : neverFires ? [`${when} never fires again`] : [];
  return messages.map((message) => ({ scheduleId, title, message }));
}
