import type { RunReport, TaskContext } from "../../jobs/sdk/context.ts";
import { createStep } from "../../jobs/sdk/step.ts";
import type { Task } from "../../jobs/sdk/task.ts";
import type { TaskClient } from "../../jobs/sdk/task-client.ts";

export type Triggered = { readonly taskId: string; readonly payload: unknown };

export type TaskRun<Output> = {
  readonly output: Output;
  readonly report: RunReport;
  readonly log: readonly string[];
  /** What it asked its host to run. */
  readonly triggered: readonly Triggered[];
};

type RunTaskOptions = {
  readonly contentPath: string;
  /** Secrets too: a task sees only what it declares. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly payload?: Record<string, unknown>;
  readonly signal?: AbortSignal;
  /** Of a run of a schedule; default: somebody asked for it. */
  readonly scheduledAt?: number;
  /** Told of every line of its log. */
  readonly onLog?: (line: string) => void;
};

const unasked = () => Promise.reject(new Error("There is no host here"));

/** Runs a task as a thread would, without a host, and gives back what it came to. Rejects with what it throws. */
export async function runTask<Output>(task: Task, options: RunTaskOptions): Promise<TaskRun<Output>> {
  const log: string[] = [];
  const triggered: Triggered[] = [];
  let report: RunReport = {};
  const write = (message: string, data?: unknown) => {
    const line = data === undefined ? message : `${message} ${JSON.stringify(data)}`;
    log.push(line);
    options.onLog?.(line);
  };
  const declared = (names: readonly string[]) =>
    Object.fromEntries(Object.entries(options.settings ?? {}).filter(([name]) => names.includes(name)));
  const tasks: TaskClient = {
    trigger: async (taskId, payload) => {
      triggered.push({ taskId, payload });
      return { id: `run-${triggered.length}`, taskId, status: "created" } as Awaited<ReturnType<TaskClient["trigger"]>>;
    },
    triggerAndWait: unasked,
    batchTrigger: unasked,
    status: unasked,
  };
  const context: TaskContext = {
    logger: { debug: write, info: write, warn: write, error: write },
    run: {
      id: "r",
      taskId: task.id,
      attempt: 1,
      maxAttempts: 4,
      trigger: "user",
      scheduledAt: options.scheduledAt ?? null,
    },
    progress: () => undefined,
    signal: options.signal ?? new AbortController().signal,
    secrets: declared(task.secrets),
    settings: declared(task.settings),
    contentPath: options.contentPath,
    report: (next) => {
      report = { ...report, ...next };
    },
    tasks,
    step: createStep({}, unasked),
    span: async (_name, work) => work(),
    guardProcess: () => () => undefined,
  };
  const output = (await task.run(task.schema.parse(options.payload ?? {}), context)) as Output;
  return { output, report, log, triggered };
}
