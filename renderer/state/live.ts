import type { EngineStatus, LiveEvent, Snapshot } from "../../jobs/model/read-models/host.ts";
import type { JobSummary } from "../../jobs/model/read-models/jobs.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import type { FileProblem } from "../../jobs/model/read-models/settings.ts";
import { isFinal } from "../../jobs/model/run-state.ts";
import type { BrokenTaskFile } from "../../jobs/model/users-tasks.ts";

/** What the window knows of the host: the snapshot and every change since. */
export type Live = {
  readonly engine: EngineStatus;
  /** In the host's order. */
  readonly jobs: readonly JobSummary[];
  /** Task files of the user's that cannot be used as they are. */
  readonly brokenFiles: readonly BrokenTaskFile[];
  /** What is wrong with the user's other files: settings.json, a colour theme. */
  readonly fileProblems: readonly FileProblem[];
  /** What the window finds wrong with keybindings.json: only it knows the commands. */
  readonly keyProblems: readonly FileProblem[];
  /** Grows with every change of a setting: whoever shows settings reads them again. */
  readonly settingsVersion: number;
};

export function fromSnapshot({ engine, jobs, brokenFiles, fileProblems }: Snapshot): Live {
  return { engine, jobs, brokenFiles, fileProblems, keyProblems: [], settingsVersion: 0 };
}

/** The next picture. Events carry whole subjects, so an event that comes twice or late does no harm for long. */
export function reduceLive(live: Live, event: LiveEvent): Live {
  switch (event.type) {
    case "engine":
      return { ...live, engine: event.engine };
    case "job":
      return { ...live, jobs: putJob(live.jobs, event.job) };
    case "run":
      return {
        ...live,
        jobs: live.jobs.map((job) => (job.taskId === event.run.taskId ? putRun(job, event.run) : job)),
      };
    case "task-list":
      return { ...live, jobs: event.jobs, brokenFiles: event.brokenFiles };
    case "settings":
      return { ...live, fileProblems: event.fileProblems, settingsVersion: live.settingsVersion + 1 };
  }
}

export function jobOf(live: Live, taskId: string): JobSummary | undefined {
  return live.jobs.find((job) => job.taskId === taskId);
}

function putJob(jobs: readonly JobSummary[], job: JobSummary): readonly JobSummary[] {
  return jobs.some(({ taskId }) => taskId === job.taskId)
    ? jobs.map((known) => (known.taskId === job.taskId ? job : known))
    : [...jobs, job];
}

/** A run's own event comes before its job's: until then the job shows the run as far as it is known. */
function putRun(job: JobSummary, run: RunSummary): JobSummary {
  const others = job.active.filter(({ id }) => id !== run.id);
  const active = run.status !== "active" ? others : job.active.map((known) => (known.id === run.id ? run : known));
  const last = job.last?.id === run.id || (isFinal(run.status) && isNewer(run, job.last)) ? run : job.last;
  return {
    ...job,
    active: run.status === "active" && active.length === others.length ? [...others, run] : active,
    last,
  };
}

function isNewer(run: RunSummary, other: RunSummary | null): boolean {
  return other === null || run.createdAt >= other.createdAt;
}
