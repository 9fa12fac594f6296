import { EventEmitter } from "node:events";
import type { EngineStatus, FollowEvent, LiveEvent, TaskList } from "../model/read-models/host.ts";
import type { JobSummary } from "../model/read-models/jobs.ts";
import type { RunSummary } from "../model/read-models/runs.ts";
import type { FileProblem } from "../model/read-models/settings.ts";

/** Surfaces are told at most ten times a second, with the newest state of whatever changed in between. */
const intervalMs = 100;
/** Runs that are read and told at once; the rest of a burst waits for the next time, so that it holds nobody up. */
const runsAtOnce = 500;

export type ChangesOptions = {
  readonly readRun: (runId: string) => RunSummary | undefined;
  readonly readJob: (taskId: string) => Promise<JobSummary | undefined>;
  readonly readEngine: () => Promise<EngineStatus>;
  readonly readTaskList: () => Promise<TaskList>;
  readonly readFileProblems: () => readonly FileProblem[];
  readonly onError: (error: unknown) => void;
};

/**
 * Collects what changed and tells whoever listens. The engine only says which subject changed; what is sent is read
 * when it is sent, so that a burst of a thousand changes costs one reading.
 */
export function createChanges(options: ChangesOptions) {
  const emitter = new EventEmitter();
  // Every open window, CLI and follower listens; there is no leak to be warned of.
  emitter.setMaxListeners(0);
  const runs = new Set<string>();
  const jobs = new Set<string>();
  let engine = false;
  let settings = false;
  let taskList = false;
  let timer: NodeJS.Timeout | undefined;

  const emit = (event: LiveEvent) => emitter.emit("live", event);

  const tellRun = (runId: string) => {
    if (emitter.listenerCount("live") + emitter.listenerCount(followTopic(runId)) === 0) return;
    const run = options.readRun(runId);
    if (!run) return;
    emit({ type: "run", run });
    emitter.emit(followTopic(runId), { type: "run", run } satisfies FollowEvent);
  };

  const tellJob = async (taskId: string) => {
    const job = emitter.listenerCount("live") === 0 ? undefined : await options.readJob(taskId);
    if (job) emit({ type: "job", job });
  };

  const flush = async () => {
    timer = undefined;
    const changed = { runs: take(runs, runsAtOnce), jobs: take(jobs, jobs.size), engine, settings, taskList };
    engine = settings = taskList = false;
    if (changed.taskList && emitter.listenerCount("live") > 0)
      emit({ type: "task-list", ...(await options.readTaskList()) });
    for (const runId of changed.runs) tellRun(runId);
    for (const taskId of changed.jobs) await tellJob(taskId);
    if (changed.settings) emit({ type: "settings", fileProblems: [...options.readFileProblems()] });
    if (changed.engine && emitter.listenerCount("live") > 0)
      emit({ type: "engine", engine: await options.readEngine() });
    if (runs.size > 0) soon();
  };

  const soon = () => {
    timer ??= setTimeout(() => void flush().catch(options.onError), intervalMs);
  };

  return {
    emitter,
    run: (run: { readonly id: string; readonly taskId: string }): void => {
      runs.add(run.id);
      jobs.add(run.taskId);
      engine = true;
      soon();
    },
    /** Only the progress of a run: nothing else about its job has changed. */
    progress: (runId: string): void => {
      runs.add(runId);
      soon();
    },
    job: (taskId: string): void => {
      jobs.add(taskId);
      soon();
    },
    engine: (): void => {
      engine = true;
      soon();
    },
    settings: (taskIds: Iterable<string>): void => {
      settings = true;
      for (const taskId of taskIds) jobs.add(taskId);
      soon();
    },
    /** Tasks came, went, or are others. */
    taskList: (): void => {
      taskList = true;
      soon();
    },
    log: (runId: string, event: Extract<FollowEvent, { type: "log" }>): void =>
      void emitter.emit(followTopic(runId), event),
    /** Tells what is still waiting and ends. */
    close: async (): Promise<void> => {
      clearTimeout(timer);
      do await flush();
      while (runs.size > 0);
      clearTimeout(timer);
      emitter.emit("close");
    },
  };
}

export type Changes = ReturnType<typeof createChanges>;

/** Takes the first so many out of a set. */
function take(set: Set<string>, limit: number): readonly string[] {
  const taken: string[] = [];
  for (const item of set) {
    if (taken.length >= limit) break;
    taken.push(item);
    set.delete(item);
  }
  return taken;
}

/** The emitter's event name for what happens to one run. */
export function followTopic(runId: string): string {
  return `run:${runId}`;
}
