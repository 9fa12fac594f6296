import { JobdeckError, messageOf, textOf, toStoredError } from "../model/errors.ts";
import type { LogLevel } from "../model/log.ts";
import type { TaskCall } from "../model/trigger.ts";
import type { Logger, RunReport, TaskContext } from "../sdk/context.ts";
import { asRun } from "../sdk/current.ts";
import { NonRetryableError, RetryAfterError } from "../sdk/errors.ts";
import { createStep } from "../sdk/step.ts";
import type { Task } from "../sdk/task.ts";
import { createTaskClient } from "../sdk/task-client.ts";
import { createLogBuffer } from "./log-buffer.ts";
import type { FromThread, RetryWish, Work } from "./protocol.ts";
import { createRedactor } from "./redact.ts";
import { createTracer } from "./tracer.ts";

const progressIntervalMs = 100;
/** Failures that another try cannot mend, or that must not be repeated: a limit in time is one for the run. */
const finalCodes: ReadonlySet<string> = new Set(["BAD_PAYLOAD", "BAD_INPUT", "TIMEOUT"]);

export type ExecuteOptions = {
  readonly tasks: ReadonlyMap<string, Task>;
  readonly work: Work;
  readonly signal: AbortSignal;
  readonly send: (message: FromThread) => void;
  /** Asks something of the host. Rejects with what it refuses. */
  readonly call: (call: TaskCall) => Promise<unknown>;
};

/**
 * Runs one try of a task and sends what happens: log and progress on the way, `done` or `failed` at the end. Never throws.
 * The same code serves the threads and the tasks that run inline.
 */
export async function executeTask(options: ExecuteOptions): Promise<void> {
  const { work } = options;
  let ended = false;
  // What a task leaves running goes on after its end: it must not be taken for the next run of this thread.
  const send = (message: FromThread) => {
    if (!ended || message.type === "process") options.send(message);
  };
  const call = async (asked: TaskCall) => {
    if (ended) throw new Error("The run has ended: nothing can be asked of its host any more.");
    return options.call(asked);
  };
  const redact = createRedactor(work.secrets);
  const log = createLogBuffer({
    lastSeq: work.lastLogSeq,
    now: Date.now,
    send: (lines, dropped) => send({ type: "log", lines: lines.map(redact), dropped }),
  });
  const progress = createProgress(send);
  const tracer = createTracer({
    attempt: work.run.attempt,
    now: Date.now,
    send: (spans) => send({ type: "spans", spans: spans.map(redact) }),
  });
  const step = createStep(work.steps, call);
  let report: RunReport = {};
  const context: TaskContext = {
    logger: createLogger(log.add),
    run: work.run,
    progress: progress.set,
    signal: options.signal,
    secrets: work.secrets,
    settings: work.settings,
    contentPath: work.contentPath,
    report: (next) => {
      report = { ...report, ...next };
    },
    tasks: createTaskClient(call, options.signal),
    step: (name, perform) => step(name, () => tracer.span(name, perform)),
    span: tracer.span,
    guardProcess: (pid) => {
      send({ type: "process", pid, running: true });
      return () => send({ type: "process", pid, running: false });
    },
  };
  let ending: FromThread;
  try {
    const output = await runTask(options, context);
    ending = { type: "done", output: redact(toPlain(output)), report: redact(report) };
  } catch (error) {
    const stored = redact(toStoredError(error));
    if (options.signal.aborted) log.add("warn", toldToEnd(options.signal, stored.message), undefined);
    else log.add("error", stored.message, { code: stored.code });
    ending = { type: "failed", error: stored, retry: retryWish(error) };
  }
  progress.flush();
  tracer.close();
  log.close();
  send(ending);
  ended = true;
}

/** A task that was told to end did not fail; what else it threw on its way out is kept. */
function toldToEnd({ reason }: AbortSignal, thrown: string): string {
  const why = messageOf(reason);
  return thrown === why ? why : `${why} It ended with: ${thrown}`;
}

async function runTask({ tasks, work }: ExecuteOptions, context: TaskContext): Promise<unknown> {
  const task = tasks.get(work.run.taskId);
  if (!task) throw new NonRetryableError(`Task "${work.run.taskId}" is no longer there. Remove its schedules.`);
  const payload = task.schema.safeParse(work.payload);
  if (!payload.success)
    throw new JobdeckError("BAD_PAYLOAD", `The payload of task "${task.id}" no longer fits: ${payload.error.message}`);
  return asRun(context, () => task.run(payload.data, context));
}

/** What was thrown may itself throw when it is looked at: then it says nothing. */
function retryWish(error: unknown): RetryWish {
  try {
    return wishOf(error);
  } catch {
    return { kind: "default" };
  }
}

function wishOf(error: unknown): RetryWish {
  if (error instanceof NonRetryableError) return { kind: "never" };
  if (error instanceof JobdeckError && finalCodes.has(error.code)) return { kind: "never" };
  if (!(error instanceof RetryAfterError)) return { kind: "default" };
  return { kind: "at", at: error.after instanceof Date ? error.after.getTime() : Date.now() + error.after };
}

function createLogger(add: (level: LogLevel, message: string, data: unknown) => void): Logger {
  const at = (level: LogLevel) => (message: string, data?: unknown) =>
    add(level, textOf(message), data === undefined ? undefined : toPlain(data));
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** Sends the newest progress at most ten times a second: a task may call it for every row of a million. */
function createProgress(send: (message: FromThread) => void) {
  let lastSentAt = 0;
  let waiting: FromThread | undefined;
  const flush = () => {
    if (waiting) send(waiting);
    waiting = undefined;
    lastSentAt = Date.now();
  };
  const set = (done: number, total: number, label?: string) => {
    waiting = { type: "progress", progress: { done, total, ...(label === undefined ? {} : { label }) } };
    if (Date.now() - lastSentAt >= progressIntervalMs) flush();
  };
  return { set, flush };
}

/** Only JSON leaves a task: an error becomes its message and stack, a cycle or a BigInt becomes words, not a crash. */
function toPlain(value: unknown): unknown {
  if (value === undefined) return null;
  try {
    return JSON.parse(JSON.stringify(value, plainValue)) as unknown;
  } catch (error) {
    return { unreadable: textOf(value), reason: messageOf(error) };
  }
}

function plainValue(_key: string, value: unknown): unknown {
  if (value instanceof Error) return toStoredError(value);
  if (typeof value === "bigint") return value.toString();
  return value;
}
