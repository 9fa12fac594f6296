import type { EngineStatus, Snapshot } from "../../../jobs/model/read-models/host.ts";
import type { JobSummary, ScriptSummary } from "../../../jobs/model/read-models/jobs.ts";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { defaultPolicies } from "../../../jobs/model/schedule.ts";

/** Read models with everything in them; a test names only what it is about. */
export function aRun(change: Partial<RunSummary> = {}): RunSummary {
  return {
    id: "run-1",
    taskId: "sync-s3",
    taskTitle: "S3 sync",
    status: "completed",
    outcome: "done",
    trigger: "schedule",
    scheduleId: null,
    scheduledAt: null,
    createdAt: 0,
    dueAt: 0,
    startedAt: 0,
    finishedAt: 1_000,
    durationMs: 1_000,
    attempts: 1,
    maxAttempts: 4,
    progress: null,
    summary: null,
    error: null,
    retryOf: null,
    tags: [],
    demo: false,
    archived: false,
    ...change,
  };
}

export function aFailedRun(message: string, change: Partial<RunSummary> = {}): RunSummary {
  return aRun({ status: "failed", outcome: null, error: { code: "TASK_FAILED", message }, ...change });
}

export function aJob(change: Partial<JobSummary> = {}): JobSummary {
  return {
    taskId: "sync-s3",
    title: "S3 sync",
    description: "",
    category: "sync",
    file: null,
    paused: false,
    notify: null,
    health: "ok",
    ...{ scheduleCount: 0, onDemand: true, hasOwnSchedule: false, scheduleProblems: [] },
    nextAt: null,
    last: null,
    active: [],
    queued: 0,
    recent: [],
    missing: [],
    waitsFor: null,
    usualMs: null,
    slow: [],
    scripts: [],
    ...change,
  };
}

export function aScript(scheduleId: string, change: Partial<ScriptSummary> = {}): ScriptSummary {
  return {
    ...{ scheduleId, title: scheduleId, does: "", paused: false, onDemand: false, notify: null, health: "ok" },
    ...{ nextAt: null, last: null, active: [], queued: 0, recent: [], usualMs: null },
    ...change,
  };
}

export function aSchedule(change: Partial<ScheduleView> = {}): ScheduleView {
  return {
    ...{ id: "sync-s3:default", taskId: "sync-s3", when: "0 0 * * *", zone: "UTC", meaning: "Every day at 00:00" },
    ...{ next: [], paused: false, defaultWhen: "0 0 * * *", changed: false, changes: [], title: null, own: false },
    ...{ pausedUntil: null, skipUntil: null, skippedByPause: 0, payload: {}, policies: defaultPolicies, problems: [] },
    ...change,
  };
}

export function anEngine(change: Partial<EngineStatus> = {}): EngineStatus {
  return {
    version: "0.1.0",
    kind: "desktop",
    pid: 1,
    home: "/home/user/.local/share/jobdeck",
    backend: "sqlite",
    zone: "Europe/Berlin",
    startedAt: 0,
    paused: false,
    pausedUntil: null,
    activeRuns: 0,
    queuedRuns: 0,
    demo: false,
    emptyHome: false,
    diskProblem: null,
    vaultWarning: null,
    ...change,
  };
}

export function aSnapshot(jobs: readonly JobSummary[], engine: Partial<EngineStatus> = {}): Snapshot {
  return { engine: anEngine(engine), jobs: [...jobs], brokenFiles: [], fileProblems: [] };
}

/** A host log that keeps what it was told. */
export function aLog() {
  const lines: string[] = [];
  const add =
    (level: string) =>
    (message: string): void =>
      void lines.push(`${level} ${message}`);
  return { lines, info: add("info"), warn: add("warn"), error: add("error") };
}
