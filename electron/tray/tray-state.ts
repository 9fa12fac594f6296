import { type Line, linesOf } from "../../jobs/model/lines.ts";
import type { Snapshot } from "../../jobs/model/read-models/host.ts";

export const trayLooks = ["idle", "running", "failing", "paused"] as const;

/** What the icon shows. */
export type TrayLook = (typeof trayLooks)[number];

export type TrayState = {
  readonly look: TrayLook;
  /** Runs being worked on: the badge, where the platform has one. */
  readonly active: number;
  readonly tooltip: string;
};

/**
 * The icon for what is known; null while nothing is known yet.
 *
 * A pause wins, because the user would otherwise forget it; a failure wins over running, so that a job that runs all day
 * does not hide it. (A failing job that runs again counts as running: its own last result is about to change.)
 */
export function trayState(snapshot: Snapshot | null): TrayState {
  if (snapshot === null) return { look: "idle", active: 0, tooltip: "Jobdeck is starting" };
  const active = snapshot.engine.activeRuns;
  const failing = failingJobs(snapshot);
  if (snapshot.engine.paused) return { look: "paused", active, tooltip: "Jobdeck: paused" };
  if (failing.length > 0) return { look: "failing", active, tooltip: `Jobdeck: ${failingWords(failing)}` };
  if (active > 0) return { look: "running", active, tooltip: `Jobdeck: ${active} running` };
  return { look: "idle", active, tooltip: "Jobdeck" };
}

/** Jobs, and each script by itself, whose last run failed and that are not paused or running again, the newest failure first. */
export function failingJobs(snapshot: Snapshot): readonly Line[] {
  return linesOf(snapshot)
    .filter((job) => job.health === "failing")
    .sort((left, right) => (right.last?.finishedAt ?? 0) - (left.last?.finishedAt ?? 0));
}

/** "S3 sync is failing" or "3 jobs are failing". */
export function failingWords(jobs: readonly Line[]): string {
  return jobs.length === 1 ? `${jobs[0]?.title} is failing` : `${jobs.length} jobs are failing`;
}
