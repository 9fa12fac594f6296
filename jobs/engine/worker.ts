import type { Clock } from "../model/clock.ts";
import { type StoredError, toStoredError } from "../model/errors.ts";
import type { HostLog } from "../model/host-log.ts";
import type { LogLevel } from "../model/log.ts";
import { askedRetryAt, retryDelayMs } from "../model/retry.ts";
import type { Run } from "../model/run.ts";
import { settingField } from "../model/settings.ts";
import type { Pool } from "../pool/pool.ts";
import type { WorkListener, WorkResult } from "../pool/protocol.ts";
import type { Ending, Queue } from "../queue/queue.ts";
import type { LogStore } from "../store/logs.ts";
import type { SpanStore } from "../store/spans.ts";
import type { StepStore } from "../store/steps.ts";
import type { Changes } from "./changes.ts";
import { type KnownTask, needsOf } from "./known-task.ts";
import type { LiveRuns } from "./live-runs.ts";
import type { Settings } from "./settings.ts";

/** How long to wait before a result that could not be written is written again. */
const storeRetryMs = 2_000;

export type WorkerOptions = {
  readonly queue: Queue;
  readonly pool: Pool;
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly settings: Settings;
  readonly logs: LogStore;
  readonly live: LiveRuns;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: HostLog;
  readonly contentPath: string;
  readonly random: () => number;
  readonly steps: StepStore;
  readonly spans: Pick<SpanStore, "save">;
  /** The task asks something of its host. Rejects with what is refused. */
  readonly onCall: (run: Run, call: unknown) => Promise<unknown>;
  /** A run succeeded, and that is on disk. */
  readonly onCompleted: (run: Run) => void;
};

/** Takes a claimed run through one try: hands it what it needs, executes it, and records how it ended. Never rejects. */
export function createWorker(options: WorkerOptions) {
  const { queue, settings, logs, live, changes, clock, log } = options;

  const work = async (run: Run, onFree: () => void): Promise<void> => {
    changes.run(run);
    const ending = await attempt(run).catch((error: unknown) => failed(run, toStoredError(error)));
    const recorded = record(run, ending);
    onFree();
    await recorded;
    changes.run(run);
    if (ending.state === "completed") options.onCompleted(run);
  };

  const attempt = async (run: Run): Promise<Ending> => {
    const task = options.tasks.get(run.taskId);
    if (!task) return failed(run, { code: "NOT_FOUND", message: `Task "${run.taskId}" is no longer there.` });
    const named = task.secretsOf ? await task.secretsOf(run.payload) : [];
    const missing = await settings.missing([...needsOf(task), ...named]);
    if (missing.length > 0) return skip(run, missing);
    const secrets = await settings.values([...task.secrets, ...named]);
    const unknown = named.filter((name) => secrets[name] === undefined);
    if (unknown.length > 0) return failed(run, unknownSecrets(unknown));
    const execution = options.pool.execute(
      task,
      {
        run: {
          id: run.id,
          taskId: run.taskId,
          attempt: run.attempts,
          maxAttempts: run.maxAttempts,
          trigger: run.trigger,
          scheduledAt: run.scheduledAt,
        },
        payload: run.payload,
        secrets,
        settings: await settings.values(task.settings),
        contentPath: options.contentPath,
        // A first try has no line yet: not asking saves a query for each run.
        steps: run.attempts === 1 ? {} : options.steps.of(run.seq),
        lastLogSeq: run.attempts === 1 ? 0 : lastLine(run),
        ...(task.code && { code: task.code }),
      },
      listenerOf(run),
    );
    live.setExecution(run.id, execution);
    return toEnding(run, task, await execution.result);
  };

  const listenerOf = (run: Run): WorkListener => ({
    onLog: (lines, dropped) => {
      try {
        logs.append(run.seq, lines, dropped);
      } catch (error) {
        log.error(`${lines.length} log lines of run ${run.id} could not be kept`, error);
      }
      changes.log(run.id, { type: "log", lines: [...lines] });
    },
    onProgress: (progress) => {
      live.setProgress(run.id, progress);
      changes.progress(run.id);
    },
    onSpans: (spans) => {
      try {
        options.spans.save(run.seq, spans);
      } catch (error) {
        log.error(`${spans.length} spans of run ${run.id} could not be kept`, error);
      }
      changes.progress(run.id);
    },
    onCall: async (call) => {
      try {
        return { ok: true, value: await options.onCall(run, call) };
      } catch (error) {
        return { ok: false, error: toStoredError(error) };
      }
    },
  });

  /** A missing credential is not a failure: nobody is to be alarmed for a job that was never set up. */
  const skip = (run: Run, missing: readonly string[]): Ending => {
    const titles = missing.map((name) => settingField(name)?.env ?? name).join(", ");
    const summary = `Skipped: ${titles} ${missing.length === 1 ? "is" : "are"} not set`;
    say(run, "warn", `${summary}. Set ${missing.length === 1 ? "it" : "them"} under Settings, or in the environment.`);
    return { state: "completed", outcome: "skipped", output: { skipped: true, missing }, summary };
  };

  /** A log that cannot be read is no reason for a run not to end. */
  const lastLine = (run: Run): number => {
    try {
      return logs.lastSeq(run.seq);
    } catch (error) {
      log.error(`The log of run ${run.id} could not be read`, error);
      return 0;
    }
  };

  /** A line from the host in the run's own log. */
  const say = (run: Run, level: LogLevel, message: string) => {
    const line = { seq: lastLine(run) + 1, at: clock.now(), level, message };
    listenerOf(run).onLog([line], 0);
  };

  const toEnding = (run: Run, task: KnownTask, result: WorkResult): Ending => {
    if (result.type === "done") {
      const { outcome = "done", summary = null } = result.report;
      return { state: "completed", outcome, output: result.output, summary };
    }
    const { error, retry } = result;
    if (error.code === "CANCELLED") return { state: "cancelled", error };
    const now = clock.now();
    if (error.code === "INTERRUPTED") return { state: "retry", error, dueAt: now, refund: true };
    if (retry.kind === "never" || run.attempts >= run.maxAttempts) return { state: "failed", error };
    const asked = retry.kind === "at" ? askedRetryAt(retry.at, now) : undefined;
    const dueAt = asked ?? now + retryDelayMs(task.retry, run.attempts, options.random());
    say(
      run,
      "warn",
      `Try ${run.attempts} of ${run.maxAttempts} failed; the next is due in ${Math.max(0, dueAt - now)} ms.`,
    );
    return { state: "retry", error, dueAt, refund: false };
  };

  const failed = (run: Run, error: StoredError): Ending => {
    say(run, "error", error.message);
    return { state: "failed", error };
  };

  /** What a run came to must not be lost because the disk is full for a moment: it is written again until it is kept. */
  const record = async (run: Run, ending: Ending): Promise<void> => {
    for (;;) {
      try {
        await queue.end(run.id, ending, clock.now());
        return;
      } catch (error) {
        log.error(`The result of run ${run.id} could not be written; trying again in ${storeRetryMs} ms`, error);
        await new Promise((resolve) => setTimeout(resolve, storeRetryMs));
      }
    }
  };

  return { work };
}

function unknownSecrets(names: readonly string[]): StoredError {
  const which = names.map((name) => `"${name}"`).join(", ");
  const message = `The payload refers to ${which}, which ${names.length === 1 ? "has" : "have"} no value. Store it with: jobdeck secrets set ${names[0]}`;
  return { code: "NOT_FOUND", message };
}
