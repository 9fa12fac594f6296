import { type JobDay, type JobDays, shownDays } from "../../../jobs/model/job-days.ts";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import type { Occurrence } from "../../../jobs/model/read-models/schedules.ts";
import { startOfDay, wallAt } from "../../../jobs/schedule/wall-clock.ts";
import { zone } from "./sample-jobs.ts";

type SampleDaysOptions = {
  readonly runs: readonly RunDetail[];
  readonly ledger: readonly Occurrence[];
  readonly now: number;
};

/** How a sample job has fared on each of the last days. */
export function sampleDays({ runs, ledger, now }: SampleDaysOptions): JobDays {
  const starts = [startOfDay(now, zone)];
  while (starts.length < shownDays) starts.unshift(startOfDay((starts[0] ?? now) - 1, zone));
  const days = starts.map((from, index): JobDay => {
    const within = (at: number) => at >= from && at < (starts[index + 1] ?? Number.POSITIVE_INFINITY);
    const ended = runs.filter(({ createdAt }) => within(createdAt));
    const slots = (outcome: Occurrence["outcome"]) =>
      ledger
        .filter((row) => row.outcome === outcome && within(row.scheduledAt))
        .reduce((sum, row) => sum + row.slots, 0);
    const skipped = ended.filter(({ outcome }) => outcome === "skipped").length;
    const completed = ended.filter(({ status, outcome }) => status === "completed" && outcome !== "skipped");
    const caughtUp = completed.filter(({ trigger }) => trigger === "catch-up").length;
    return {
      ...{ date: new Date(wallAt(from, zone)).toISOString().slice(0, 10), from },
      ...{ completed: completed.length - caughtUp, caughtUp },
      failed: ended.filter(({ status }) => status === "failed").length,
      cancelled: ended.filter(({ status }) => status === "cancelled").length,
      ...{ skipped: skipped + slots("skipped"), missed: slots("missed") },
    };
  });
  return { zone, days };
}
