import type { LiveEvent, RunSummary, Snapshot } from "../../jobs/model/read-models.ts";

/**
 * A job's trouble, from its first failure to its recovery. Notifications follow incidents, not runs: a job that fails
 * every minute with the same error says so once.
 *
 *     (none) ──failed──> open ──same error──> open      nothing is said
 *                         │ ├──another error──> open     "fails differently"
 *                         └────completed──> (none)       "works again"
 */
export type Incident = {
  /** What makes two errors the same. */
  readonly cause: string;
  /** The newest run that belongs to it. An event that repeats a run changes nothing. */
  readonly runId: string;
};

/** Open incidents by task id. */
export type Incidents = ReadonlyMap<string, Incident>;

export type NoticeKind = "failed" | "changed" | "recovered";

export type Notice = {
  readonly kind: NoticeKind;
  readonly taskId: string;
  readonly runId: string;
  /** The job. */
  readonly title: string;
  /** The first line of the error, or what came out of the run that recovered. */
  readonly body: string;
};

/** What is already known to fail when the app starts was said before: it opens its incident in silence. */
export function incidentsOf(snapshot: Snapshot): Incidents {
  const incidents = new Map<string, Incident>();
  for (const { taskId, last } of snapshot.jobs)
    if (last?.status === "failed") incidents.set(taskId, { cause: causeOf(last), runId: last.id });
  return incidents;
}

/** What an event means to the incidents, and the notice that it deserves, if any. */
export function notificationFor(
  event: LiveEvent,
  incidents: Incidents,
): { readonly incidents: Incidents; readonly notice: Notice | null } {
  if (event.type !== "run") return { incidents, notice: null };
  const { run } = event;
  const open = incidents.get(run.taskId);
  if (open?.runId === run.id) return { incidents, notice: null };
  if (run.status === "failed") {
    const cause = causeOf(run);
    const next = new Map(incidents).set(run.taskId, { cause, runId: run.id });
    if (open?.cause === cause) return { incidents: next, notice: null };
    return { incidents: next, notice: noticeOf(open ? "changed" : "failed", run) };
  }
  // A run that was skipped because something is missing has proven nothing.
  if (run.status === "completed" && run.outcome !== "skipped" && open !== undefined) {
    const next = new Map(incidents);
    next.delete(run.taskId);
    return { incidents: next, notice: noticeOf("recovered", run) };
  }
  return { incidents, notice: null };
}

/**
 * What two failures must have in common to be the same. Numbers and ids are left out: "timed out after 1032 ms, request
 * 7f3a9c01" is the same trouble as with other figures.
 */
export function causeOf(run: RunSummary): string {
  const message = firstLine(run.error?.message ?? "").replace(/\b[0-9a-f]{8,}\b|\d+/gi, "#");
  return `${run.error?.code ?? ""} ${message}`;
}

function noticeOf(kind: NoticeKind, run: RunSummary): Notice {
  return { kind, taskId: run.taskId, runId: run.id, title: run.taskTitle, body: bodyOf(kind, run) };
}

function bodyOf(kind: NoticeKind, run: RunSummary): string {
  if (kind === "recovered") return `Works again${run.summary ? `: ${firstLine(run.summary)}` : "."}`;
  return firstLine(run.error?.message ?? "") || "The run failed without a message.";
}

function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}
