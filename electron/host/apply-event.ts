import type { LiveEvent, Snapshot } from "../../jobs/model/read-models/host.ts";

/** The snapshot after an event. The same object when the event changes nothing in it. */
export function applyEvent(snapshot: Snapshot, event: LiveEvent): Snapshot {
  if (event.type === "engine") return { ...snapshot, engine: event.engine };
  if (event.type === "task-list") return { ...snapshot, jobs: event.jobs, brokenFiles: event.brokenFiles };
  // A job's event follows every run's and carries what the tray shows of it.
  if (event.type !== "job") return snapshot;
  const known = snapshot.jobs.some((job) => job.taskId === event.job.taskId);
  const jobs = known
    ? snapshot.jobs.map((job) => (job.taskId === event.job.taskId ? event.job : job))
    : [...snapshot.jobs, event.job];
  return { ...snapshot, jobs };
}
