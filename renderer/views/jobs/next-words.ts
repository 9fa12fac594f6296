import type { Line } from "../../../jobs/model/lines.ts";
import type { EngineStatus } from "../../../jobs/model/read-models/host.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";

export type NoNext = {
  /** A word or two in the place of the time. */
  readonly title: string;
  /** Null where the pause of all jobs is the reason, which is said anyway. */
  readonly why: string | null;
};

type NoNextOptions = {
  readonly engine: Pick<EngineStatus, "paused" | "pausedUntil">;
  readonly schedules: readonly Pick<ScheduleView, "paused">[];
};

/** What stands in the place of a job's next time; null when it has one, be it after the end of the pause of all jobs. Pure. */
export function noNext(
  job: Pick<Line, "nextAt" | "paused" | "onDemand" | "waitsFor">,
  { engine, schedules }: NoNextOptions,
): NoNext | null {
  if (job.paused) return { title: "Paused", why: "This job is paused" };
  if (job.nextAt !== null) return engine.paused && engine.pausedUntil === null ? { title: "Paused", why: null } : null;
  if (job.onDemand) return { title: "On demand", why: "It runs when you run it" };
  if (schedules.some(({ paused }) => paused)) return { title: "Paused", why: "Its schedule is paused" };
  if (job.waitsFor) return { title: "Waits", why: "There is no source of news yet" };
  return { title: "Never", why: "It never fires again" };
}
