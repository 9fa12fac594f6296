import { ORPCError } from "@orpc/server";
import type { LogLine } from "../../../jobs/model/log.ts";
import type { EngineStatus, FollowEvent, LiveEvent } from "../../../jobs/model/read-models/host.ts";
import type { JobDetail } from "../../../jobs/model/read-models/jobs.ts";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import type { Occurrence } from "../../../jobs/model/read-models/schedules.ts";
import { isFinal } from "../../../jobs/model/run-state.ts";
import { scheduleFacts } from "../../../jobs/model/schedule-facts.ts";
import type { SampleNews } from "./sample-content.ts";
import { hour, type SampleJob, sampleJobs, zone } from "./sample-jobs.ts";
import { sampleLog } from "./sample-log.ts";
import {
  createRandom,
  outlineOf,
  sampleId,
  sampleLedger,
  sampleRuns,
  sampleSummary,
  summaryOf,
  syncOutput,
} from "./sample-runs.ts";
import type { SampleSettingsOptions } from "./sample-settings.ts";
import { createTopic, type Topic } from "./topics.ts";

export type SampleHostOptions = SampleSettingsOptions & {
  readonly now: () => number;
  /** Default: a home with eleven jobs. */
  readonly jobs?: readonly SampleJob[];
  /** Runs that each job has behind it; default 24. */
  readonly runsPerJob?: number;
  /** Lines of the log of every run that has ended; default 7. */
  readonly logLines?: number;
  readonly engine?: Partial<EngineStatus>;
  /** Default: a morning's. */
  readonly news?: SampleNews;
  /** The text of keybindings.json; default: none. */
  readonly keybindings?: string;
  /** The host has written nothing into its log. */
  readonly quietHost?: boolean;
  /** Lets runs go on by themselves, a step every `stepMs`. Default: they stand still until told. */
  readonly stepMs?: number;
};

const files = 48;

/** What the sample host knows, and the changes that it can make to it; whoever listens is told of each. */
export function createSampleState(options: SampleHostOptions) {
  const { now } = options;
  const random = createRandom(4_711);
  const samples = options.jobs ?? sampleJobs;
  const live = createTopic<LiveEvent>();
  const follows = new Map<string, Topic<FollowEvent>>();
  const jobs = new Map<string, JobDetail>();
  const ledgers = new Map<string, readonly Occurrence[]>();
  const runs: RunDetail[] = [];
  const logs = new Map<string, LogLine[]>();
  let engine = firstStatus(options);

  for (const job of samples) {
    const past = job.state === "new" || job.state === "missing" ? [] : sampleRuns(job, now(), options.runsPerJob ?? 24);
    runs.push(...past);
    ledgers.set(job.taskId, past.length === 0 ? [] : sampleLedger(job, past, now()));
    jobs.set(job.taskId, sampleSummary(job, past, now()));
  }
  runs.sort((left, right) => right.createdAt - left.createdAt);

  const topicOf = (runId: string): Topic<FollowEvent> => {
    const topic = follows.get(runId) ?? createTopic<FollowEvent>();
    follows.set(runId, topic);
    return topic;
  };
  const findRun = (runId: string): RunDetail => {
    const found = runs.find((run) => run.id.startsWith(runId));
    if (!found) throw new ORPCError("NOT_FOUND", { message: `There is no run "${runId}". List them with runs.` });
    return found;
  };
  const findJob = (taskId: string): JobDetail => {
    const found = jobs.get(taskId);
    if (!found) throw new ORPCError("NOT_FOUND", { message: `There is no task "${taskId}".` });
    return found;
  };
  const setEngine = (values: Partial<EngineStatus>): EngineStatus => {
    engine = { ...engine, ...values };
    live.tell({ type: "engine", engine });
    return engine;
  };
  const setJob = (taskId: string, values: Partial<JobDetail>): JobDetail => {
    const known = { ...findJob(taskId), ...values };
    const changed = { ...known, ...scheduleFacts(known.schedules.map(outlineOf), known) };
    jobs.set(taskId, changed);
    live.tell({ type: "job", job: changed });
    return changed;
  };

  const putRun = (run: RunDetail): void => {
    const index = runs.findIndex(({ id }) => id === run.id);
    runs.splice(Math.max(0, index), index === -1 ? 0 : 1, run);
    live.tell({ type: "run", run: summaryOf(run) });
    topicOf(run.id).tell({ type: "run", run: summaryOf(run) });
    const active = runs.filter(({ taskId, status }) => taskId === run.taskId && status === "active").map(summaryOf);
    const last = isFinal(run.status) ? summaryOf(run) : findJob(run.taskId).last;
    const health = active.length > 0 ? "running" : last?.status === "failed" ? "failing" : "ok";
    setJob(run.taskId, { active, last, health });
    setEngine({ activeRuns: runs.filter(({ status }) => status === "active").length, emptyHome: false });
  };
  const log = (runId: string, level: LogLine["level"], message: string): void => {
    const lines = logs.get(runId) ?? [];
    logs.set(runId, lines);
    const line: LogLine = { seq: lines.length + 1, at: now(), level, message };
    lines.push(line);
    topicOf(runId).tell({ type: "log", lines: [line] });
  };
  const logOf = (run: RunDetail): readonly LogLine[] =>
    logs.get(run.id) ?? (isFinal(run.status) ? sampleLog(run, options.logLines ?? 7) : []);

  const startRun = (taskId: string, retryOf: string | null = null): RunDetail => {
    const job = findJob(taskId);
    const at = now();
    const run: RunDetail = {
      ...{ id: sampleId(random), taskId, taskTitle: job.title, status: "active", outcome: null, trigger: "user" },
      ...{
        scheduleId: null,
        scheduledAt: null,
        createdAt: at,
        dueAt: at,
        startedAt: at,
        finishedAt: null,
        durationMs: null,
      },
      ...{ attempts: 1, maxAttempts: 4, progress: { done: 0, total: files, label: "Listing notes" }, summary: null },
      ...{
        error: null,
        startedBy: null,
        retryOf,
        tags: [],
        demo: engine.demo,
        archived: false,
        payload: { full: false },
        output: null,
        usualMs: job.usualMs,
      },
      ...{ attemptList: [{ number: 1, startedAt: at, finishedAt: null, error: null }], logLines: 0, logDropped: 0 },
    };
    putRun(run);
    log(run.id, "info", "Listing notes (s3.us-west-000) …");
    if (options.stepMs !== undefined) setTimeout(() => step(run.id), options.stepMs);
    return run;
  };
  /** One more file, or the end. */
  const step = (runId: string): void => {
    const run = findRun(runId);
    if (run.status !== "active") return;
    const done = (run.progress?.done ?? 0) + 1;
    if (done > files) {
      endRun(runId, "completed");
      return;
    }
    log(
      runId,
      done % 11 === 0 ? "warn" : "info",
      `Uploaded daily/2026-11-${String((done % 28) + 1).padStart(2, "0")}.md`,
    );
    putRun({ ...run, progress: { done, total: files, label: `Batch ${Math.ceil(done / 20)} of 3` } });
    if (options.stepMs !== undefined) setTimeout(() => step(runId), options.stepMs);
  };
  const endRun = (runId: string, status: "completed" | "failed" | "cancelled"): RunDetail => {
    const run = findRun(runId);
    const durationMs = now() - (run.startedAt ?? now());
    const completed = status === "completed";
    const error = completed
      ? null
      : { code: status === "failed" ? "TASK_FAILED" : "CANCELLED", message: `It ${status}.` };
    const ended: RunDetail = {
      ...{ ...run, status, outcome: completed ? "done" : null, finishedAt: now(), durationMs, progress: null, error },
      summary: completed ? "45 uploaded, 3 skipped" : null,
      output: completed ? syncOutput(durationMs) : null,
      attemptList: run.attemptList.map((attempt) => ({ ...attempt, finishedAt: now(), error })),
    };
    putRun(ended);
    return ended;
  };

  for (const job of samples) if (job.state === "running") startRun(job.taskId);

  return {
    live,
    topicOf,
    findRun,
    findJob,
    setEngine,
    setJob,
    putRun,
    log,
    logOf,
    startRun,
    step,
    endRun,
    engine: (): EngineStatus => engine,
    jobs: (): JobDetail[] => [...jobs.values()],
    runs: (): readonly RunDetail[] => runs,
    removeRuns: (which: (run: RunDetail) => boolean): void => {
      const kept = runs.filter((run) => !which(run));
      runs.splice(0, runs.length, ...kept);
    },
    ledger: (taskId: string): readonly Occurrence[] => ledgers.get(taskId) ?? [],
    addOccurrence: (taskId: string, occurrence: Occurrence): void =>
      void ledgers.set(taskId, [occurrence, ...(ledgers.get(taskId) ?? [])]),
  };
}

export type SampleState = ReturnType<typeof createSampleState>;

function firstStatus({ now, engine }: SampleHostOptions): EngineStatus {
  return {
    ...{
      version: "0.1.0",
      kind: "desktop",
      pid: 4_711,
      home: "/home/ada/.local/share/jobdeck",
      backend: "sqlite",
      zone,
    },
    ...{ startedAt: now() - hour, paused: false, pausedUntil: null, activeRuns: 0, queuedRuns: 0 },
    ...{ demo: false, emptyHome: false, diskProblem: null, vaultWarning: null },
    ...engine,
  };
}
