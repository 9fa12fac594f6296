import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import { isFree } from "../model/free-tasks.ts";
import { scriptTitle } from "../model/lines.ts";
import { didYouMean } from "../model/nearest.ts";
import type { EngineStatus, Snapshot, TaskList } from "../model/read-models/host.ts";
import type { JobDetail, JobSummary } from "../model/read-models/jobs.ts";
import type { RunDetail, RunSummary } from "../model/read-models/runs.ts";
import type { Occurrence, ScheduleView } from "../model/read-models/schedules.ts";
import type { FileProblem } from "../model/read-models/settings.ts";
import type { Run, RunBrief } from "../model/run.ts";
import type { RunState } from "../model/run-state.ts";
import type { BrokenTaskFile } from "../model/users-tasks.ts";
import type { LogStore } from "../store/logs.ts";
import type { OccurrenceStore } from "../store/occurrences.ts";
import type { RunReader } from "../store/runs.ts";
import type { ScheduleRunReader } from "../store/schedule-runs.ts";
import type { ScheduleStore } from "../store/schedules.ts";
import type { EngineState } from "./engine-state.ts";
import { createFindRuns, type RunPage, type RunPageRequest } from "./find-runs.ts";
import type { HolidayLists } from "./holiday-lists.ts";
import { createJobDetails, usualRuns } from "./job-details.ts";
import type { KnownTask } from "./known-task.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { NotifyWishes } from "./notify-wishes.ts";
import type { Retention } from "./retention.ts";
import { findRun, findTask } from "./run-lookup.ts";
import { toRunSummary, usualDuration } from "./run-views.ts";
import { createScheduleViews } from "./schedule-views.ts";
import { isScript } from "./scripts.ts";
import type { Settings } from "./settings.ts";

export type QueriesOptions = {
  readonly tasks: ReadonlyMap<string, KnownTask>;
  /** Task files that cannot be used as they are. */
  readonly broken: () => readonly BrokenTaskFile[];
  /** What is wrong with the files of the user's other than tasks. */
  readonly fileProblems: () => readonly FileProblem[];
  readonly diskProblem: () => string | null;
  readonly runs: RunReader;
  /** The number of the first run that was made then or later. */
  readonly seqAt: (time: number) => number;
  readonly schedules: ScheduleStore;
  readonly scheduleRuns: ScheduleRunReader;
  readonly occurrences: OccurrenceStore;
  readonly logs: LogStore;
  readonly live: LiveRuns;
  readonly retention: Pick<Retention, "isArchived">;
  readonly holidays: Pick<HolidayLists, "get">;
  readonly notify: Pick<NotifyWishes, "of">;
  readonly canKeepAwake: boolean;
  readonly settings: Settings;
  readonly state: EngineState;
  readonly clock: Clock;
  readonly hostZone: string;
  /** Called after every small piece of work: lets everything else go on when that is due. */
  readonly breathe: () => Promise<void>;
};

export type ScheduleRequest = { readonly taskId?: string | undefined; readonly scheduleId?: string | undefined };

/** The read side: what surfaces are shown. Changes nothing. */
export function createQueries(options: QueriesOptions) {
  const { tasks, runs, schedules, live, settings, state, hostZone } = options;

  const schedule = createScheduleViews(options);

  /** What the user calls that which a run is of: a script has a name of its own. */
  const titleOf = ({ taskId, scheduleId }: Pick<RunBrief, "taskId" | "scheduleId">): string => {
    const row = scheduleId !== null && isFree(taskId) ? schedules.get(scheduleId) : undefined;
    if (row && isScript(row)) return row.title ?? scriptTitle(schedule.outline(row));
    return tasks.get(taskId)?.title ?? taskId;
  };
  const summaryOf = (run: RunBrief): RunSummary =>
    toRunSummary(run, {
      taskTitle: titleOf(run),
      progress: live.progress(run.id),
      archived: options.retention.isArchived(run),
    });

  const starterOf = ({ parentId }: Run): RunDetail["startedBy"] => {
    const starter = parentId === null ? undefined : runs.get(parentId);
    return starter ? { id: starter.id, taskTitle: titleOf(starter) } : null;
  };

  const { scheduleRuns } = options;
  const findRuns = createFindRuns({
    reader: runs,
    seqAt: options.seqAt,
    titles: () => tasks.values(),
    scripts: () => [...tasks.keys()].filter(isFree).flatMap((taskId) => schedules.byTask(taskId).filter(isScript)),
    summaryOf,
    monotonic: () => performance.now(),
  });

  const { summaryOfJob, jobOf, schedulesOf } = createJobDetails({ ...options, schedule, summaryOf });

  const engine = async (): Promise<EngineStatus> => {
    const counts = runs.counts();
    const sum = (...states: readonly RunState[]) =>
      counts.filter((count) => states.includes(count.state)).reduce((total, count) => total + count.runs, 0);
    return {
      ...state.facts(),
      zone: hostZone,
      paused: state.isPaused(),
      pausedUntil: state.pausedUntil(),
      activeRuns: sum("active"),
      queuedRuns: sum("created", "retry"),
      diskProblem: options.diskProblem(),
      vaultWarning: settings.vaultStatus().warning,
      emptyHome: runs.isEmpty() && (await settings.isEmpty()),
    };
  };

  const taskList = async (): Promise<TaskList> => ({
    jobs: await Promise.all([...tasks.values()].map(summaryOfJob)),
    brokenFiles: [...options.broken()],
  });

  return {
    engine,
    jobs: (): Promise<JobDetail[]> => Promise.all([...tasks.values()].map(jobOf)),
    taskList,
    brokenFiles: options.broken,
    fileProblems: options.fileProblems,
    snapshot: async (): Promise<Snapshot> => ({
      engine: await engine(),
      ...(await taskList()),
      fileProblems: [...options.fileProblems()],
    }),
    /** @throws JobdeckError NOT_FOUND */
    job: (taskId: string): Promise<JobDetail> => jobOf(findTask(tasks, taskId)),
    jobIfKnown: async (taskId: string): Promise<JobSummary | undefined> => {
      const task = tasks.get(taskId);
      return task && summaryOfJob(task);
    },
    /** @throws JobdeckError NOT_FOUND */
    payloadSchema: (taskId: string): unknown => findTask(tasks, taskId).payloadSchema(),
    /**
     * All schedules, or those of a job, or of these the one with this id; none when that is not there.
     * @throws JobdeckError NOT_FOUND for a task that is not known
     */
    schedules: async ({ taskId, scheduleId }: ScheduleRequest): Promise<ScheduleView[]> => {
      if (taskId !== undefined) findTask(tasks, taskId);
      if (scheduleId === undefined) {
        const taskIds = taskId === undefined ? [...tasks.keys()] : [taskId];
        return (await Promise.all(taskIds.map(schedulesOf))).flat();
      }
      const row = schedules.get(scheduleId);
      return row && (taskId ?? row.task_id) === row.task_id ? [schedule.view(row)] : [];
    },
    /** @throws JobdeckError NOT_FOUND */
    schedule: (scheduleId: string): ScheduleView => {
      const row = schedules.get(scheduleId);
      if (row) return schedule.view(row);
      const ids = schedules.all().map(({ id }) => id);
      throw new JobdeckError("NOT_FOUND", `There is no schedule "${scheduleId}".${didYouMean(scheduleId, ids)}`);
    },
    /** What the times of a schedule count from; undefined when there is none of this id. */
    countedFrom: (scheduleId: string) => {
      const row = schedules.get(scheduleId);
      return row && { anchorAt: row.created_at, times: row.times };
    },
    scheduleKeys: () => schedules.all().map(({ id, import_key }) => ({ scheduleId: id, importKey: import_key })),
    ledger: (taskId: string, before: number, limit: number): readonly Occurrence[] =>
      options.occurrences.ofTask(findTask(tasks, taskId).id, before, limit),
    /** Due times of one schedule, newest first. */
    ledgerOfSchedule: options.occurrences.ofSchedule,
    /** What one schedule led to, newest first, older than the run with the number `before`. */
    runsOfSchedule: (scheduleId: string, limit: number, before?: number) => {
      const found = scheduleRuns.list(scheduleId, limit, before);
      const nextCursor = found.length === limit ? (found.at(-1)?.seq ?? null) : null;
      return { runs: found.map(summaryOf), nextCursor, searchedTo: null };
    },
    /** @throws JobdeckError NOT_FOUND for a task that is not known */
    runs: (request: RunPageRequest, signal?: AbortSignal): Promise<RunPage> => {
      for (const taskId of request.taskIds ?? []) findTask(tasks, taskId);
      return findRuns(request, signal);
    },
    runSummary: (run: Run): RunSummary => summaryOf(run),
    runIfKnown: (runId: string): RunSummary | undefined => {
      const run = runs.get(runId);
      return run && summaryOf(run);
    },
    /** @throws JobdeckError NOT_FOUND, BAD_INPUT */
    find: (idOrPrefix: string): Run => findRun(runs, idOrPrefix),
    run: (idOrPrefix: string): RunDetail => {
      const run = findRun(runs, idOrPrefix);
      const size = options.logs.size(run.seq);
      return {
        ...summaryOf(run),
        payload: run.payload,
        output: run.output,
        error: run.error,
        attemptList: [...runs.attempts(run.seq)],
        startedBy: starterOf(run),
        usualMs: usualDuration(runs.recent(run.taskId, usualRuns)),
        logLines: size.lines,
        logDropped: size.dropped,
      };
    },
    logs: (run: Run, afterSeq: number, limit: number) => options.logs.read(run.seq, afterSeq, limit),
  };
}

export type Queries = ReturnType<typeof createQueries>;
