import type { RunTrigger } from "../model/read-models/runs.ts";
import type { TimeSpan } from "./span.ts";
import type { Step } from "./step.ts";
import type { TaskClient } from "./task-client.ts";

/** Writes to the run's own log. `data` must be JSON; secrets among the values are replaced before a line is kept. */
export type Logger = {
  readonly debug: (message: string, data?: unknown) => void;
  readonly info: (message: string, data?: unknown) => void;
  readonly warn: (message: string, data?: unknown) => void;
  readonly error: (message: string, data?: unknown) => void;
};

/** The run as its own code sees it. */
export type RunInfo = {
  readonly id: string;
  readonly taskId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly trigger: RunTrigger;
  /** The planned time (UTC milliseconds) of a scheduled run. */
  readonly scheduledAt: number | null;
};

/** How a run that did not fail wants to be shown. */
export type RunReport = {
  /** One line for lists and notifications: "38 uploaded, 3 skipped". */
  readonly summary?: string;
  /** "warnings": part of it failed. "skipped": there was nothing it could do, and that is no failure. */
  readonly outcome?: "warnings" | "skipped";
};

/** What `run` is given besides its payload. */
export type TaskContext = {
  readonly logger: Logger;
  readonly run: RunInfo;
  /** Shown as a bar wherever the run is shown. */
  readonly progress: (done: number, total: number, label?: string) => void;
  /** Raised on cancel, timeout and shutdown. Pass it on to whatever waits. */
  readonly signal: AbortSignal;
  /** Values of the secrets that the task declared. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Values of the settings that the task declared; one without value and default is absent. */
  readonly settings: Readonly<Record<string, string>>;
  /** Path of `content.db`, where tasks keep what they produce. */
  readonly contentPath: string;
  readonly report: (report: RunReport) => void;
  /** Starts runs of other tasks, as children of this run. */
  readonly tasks: TaskClient;
  readonly step: Step;
  readonly span: TimeSpan;
  /**
   * A process that this task started as the leader of a group (`detached`): should the task's thread be ended while it
   * runs, the host ends it and all that it started. Call what is given back once it has ended.
   */
  readonly guardProcess: (pid: number) => () => void;
};
