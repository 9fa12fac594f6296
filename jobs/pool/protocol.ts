import type { StoredError } from "../model/errors.ts";
import type { LogLine } from "../model/log.ts";
import type { Progress } from "../model/read-models/runs.ts";
import type { TaskCode } from "../model/task-file.ts";
import type { Span } from "../model/trace.ts";
import type { TaskCall } from "../model/trigger.ts";
import type { RunInfo, RunReport } from "../sdk/context.ts";

/** Everything a try of a run needs, as plain data: it may have to cross into a thread. */
export type Work = {
  readonly run: RunInfo;
  readonly payload: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
  readonly contentPath: string;
  /** The log goes on after this line: a later try continues the log of the first. */
  readonly lastLogSeq: number;
  /** The code that the task is in, when it is the user's own; the thread imports it first. */
  readonly code?: TaskCode;
  /** What the steps of this run gave in earlier tries. */
  readonly steps: Readonly<Record<string, unknown>>;
};

/** The host's answer to what a task asked of it. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: StoredError };

export type ToThread =
  | { readonly type: "work"; readonly work: Work }
  | { readonly type: "abort"; readonly reason: AbortReason }
  | { readonly type: "answer"; readonly id: number; readonly answer: Answer };

/** Why a run is told to end. */
export type AbortReason = "cancel" | "timeout" | "shutdown";

/** When a failed try may be repeated, as far as the task itself said. */
export type RetryWish =
  | { readonly kind: "default" }
  | { readonly kind: "never" }
  | { readonly kind: "at"; readonly at: number };

export type FromThread =
  | { readonly type: "ready" }
  | { readonly type: "log"; readonly lines: readonly LogLine[]; readonly dropped: number }
  | { readonly type: "progress"; readonly progress: Progress }
  | { readonly type: "spans"; readonly spans: readonly Span[] }
  /** A process that the task started and that is to end with its thread, or (`running: false`) has ended. */
  | { readonly type: "process"; readonly pid: number; readonly running: boolean }
  | { readonly type: "call"; readonly id: number; readonly call: TaskCall }
  | { readonly type: "done"; readonly output: unknown; readonly report: RunReport }
  | { readonly type: "failed"; readonly error: StoredError; readonly retry: RetryWish };

/** How a try ended, seen from the host. */
export type WorkResult = Extract<FromThread, { type: "done" | "failed" }>;

/** What comes while a try goes on. */
export type WorkListener = {
  readonly onLog: (lines: readonly LogLine[], dropped: number) => void;
  readonly onProgress: (progress: Progress) => void;
  /** Parts of the try that began or ended. */
  readonly onSpans: (spans: readonly Span[]) => void;
  /** The task asks something of its host. Never rejects. */
  readonly onCall: (call: unknown) => Promise<Answer>;
};
