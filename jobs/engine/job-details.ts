import type { Clock } from "../model/clock.ts";
import type { JobDetail, JobSummary } from "../model/read-models/jobs.ts";
import type { RunSummary } from "../model/read-models/runs.ts";
import type { ScheduleView } from "../model/read-models/schedules.ts";
import type { RunBrief } from "../model/run.ts";
import { scheduleFacts } from "../model/schedule-facts.ts";
import type { RunReader } from "../store/runs.ts";
import type { ScheduleRunReader } from "../store/schedule-runs.ts";
import type { ScheduleRow, ScheduleStore } from "../store/schedules.ts";
import type { EngineState } from "./engine-state.ts";
import { type KnownTask, needsOf } from "./known-task.ts";
import type { NotifyWishes } from "./notify-wishes.ts";
import { durationOf, healthOf, usualDuration } from "./run-views.ts";
import type { createScheduleViews } from "./schedule-views.ts";
import { createScripts } from "./scripts.ts";
import type { Settings } from "./settings.ts";
import { slownessOf } from "./slowness.ts";

const sparklineRuns = 20;
/** Of how many ended runs it is told how long a job usually takes. */
export const usualRuns = 50;

export type JobDetailsOptions = {
  readonly runs: RunReader;
  readonly schedules: Pick<ScheduleStore, "byTask">;
  readonly scheduleRuns: ScheduleRunReader;
  readonly notify: Pick<NotifyWishes, "of">;
  readonly settings: Pick<Settings, "missing">;
  readonly state: Pick<EngineState, "pausedTasks" | "isWaiting">;
  readonly clock: Clock;
  readonly schedule: ReturnType<typeof createScheduleViews>;
  readonly summaryOf: (run: RunBrief) => RunSummary;
  /** Called after every small piece of work: lets everything else go on when that is due. */
  readonly breathe: () => Promise<void>;
};

/** How jobs are shown: what they do by themselves, what they do now, and how that went. */
export function createJobDetails(options: JobDetailsOptions) {
  const { runs, state, settings, clock, summaryOf, breathe } = options;
  const scriptsOf = createScripts({ ...options, runs: options.scheduleRuns });

  const eachSchedule = async <T>(taskId: string, show: (row: ScheduleRow) => T): Promise<T[]> => {
    const shown: T[] = [];
    for (const row of options.schedules.byTask(taskId)) {
      shown.push(show(row));
      await breathe();
    }
    return shown;
  };
  const schedulesOf = (taskId: string): Promise<ScheduleView[]> => eachSchedule(taskId, options.schedule.view);

  const summaryOfJob = async (task: KnownTask): Promise<JobSummary> => {
    const schedules = await eachSchedule(task.id, options.schedule.outline);
    const missing = await settings.missing(needsOf(task));
    const paused = state.pausedTasks().has(task.id);
    const scripts = await scriptsOf(task.id, schedules, paused);
    // From here on nothing comes in between: what is said of its runs is so at one and the same time.
    const waitsFor = state.isWaiting(task) ? task.waitsFor : null;
    const recent = runs.recent(task.id, usualRuns);
    const newest = recent[0] && runs.bySeq(recent[0].seq);
    const last = newest ? summaryOf(newest) : null;
    const active = runs.active(task.id).map(summaryOf);
    const next = paused ? [] : schedules.flatMap(({ nextAt }) => nextAt ?? []);
    return {
      taskId: task.id,
      title: task.title,
      description: task.description,
      category: task.category,
      file: task.file,
      paused,
      notify: options.notify.of(task.id),
      health: healthOf({ paused, active, last }),
      ...scheduleFacts(schedules, { paused, waitsFor }),
      nextAt: next.length === 0 ? null : Math.min(...next),
      last,
      active,
      queued: runs.countOf(task.id, "created") + runs.countOf(task.id, "retry"),
      recent: recent
        .slice(0, sparklineRuns)
        .reverse()
        .map((run) => ({ id: run.id, status: run.state, outcome: run.outcome, durationMs: durationOf(run) ?? 0 })),
      missing: [...missing],
      waitsFor,
      usualMs: usualDuration(recent),
      scripts,
      slow: slownessOf({ schedules, recent, active, now: clock.now() }),
    };
  };

  const jobOf = async (task: KnownTask): Promise<JobDetail> => ({
    ...(await summaryOfJob(task)),
    schedules: await schedulesOf(task.id),
  });

  return { summaryOfJob, jobOf, schedulesOf };
}
