import type { Snapshot } from "../../jobs/model/read-models/host.ts";
import type { JobSummary } from "../../jobs/model/read-models/jobs.ts";
import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import type { NotifyRule } from "./notify-rule.ts";
import { subjectKey, subjectsOf } from "./subjects.ts";

/**
 * A job's trouble, from its first failure to its recovery. Notifications follow incidents, not runs: a job that fails
 * every minute with the same error says so once, when it has failed often enough in a row, and then again only as a
 * reminder.
 *
 *     (none) ──failed──> open ──same error──> open      nothing is said
 *                         │ ├──another error──> open     "fails differently"
 *                         │ ├──time passes──> open       "still failing"
 *                         └────completed──> (none)       "works again"
 */
export type Incident = {
  /** What makes two errors the same. */
  readonly cause: string;
  /** The newest run that belongs to it. An event that repeats a run changes nothing. */
  readonly runId: string;
  /** Runs that failed in a row. */
  readonly failures: number;
  /** When it was last due to be told; null as long as too few runs have failed. */
  readonly toldAt: number | null;
};

export type Incidents = {
  /** By the key of their subject. */
  readonly open: ReadonlyMap<string, Incident>;
  /** The run of each subject that was last seen to have completed: an event that repeats it is no second success. */
  readonly completed: ReadonlyMap<string, string>;
};

export const noIncidents: Incidents = { open: new Map(), completed: new Map() };

export type NoticeKind = "failed" | "changed" | "reminder" | "recovered" | "succeeded";

export type Notice = {
  readonly kind: NoticeKind;
  /** The key of its subject. */
  readonly subject: string;
  readonly runId: string;
  /** The job. */
  readonly title: string;
  /** The first line of the error, or what came out of the run. */
  readonly body: string;
};

/** What holds at the moment of an event. */
export type Circumstances = {
  readonly rule: NotifyRule;
  /** Runs that have to fail in a row. */
  readonly afterFailures: number;
  readonly now: number;
};

/**
 * What is already known to fail when the app starts, or comes to another host, was said before: it opens its incident in
 * silence. What was known of it goes on.
 */
export function incidentsOf(snapshot: Snapshot, afterFailures: number, before: Incidents = noIncidents): Incidents {
  const open = new Map<string, Incident>();
  const completed = new Map<string, string>();
  for (const { key, last, recent } of subjectsOf(snapshot)) {
    if (last?.status === "completed") completed.set(key, last.id);
    if (last?.status !== "failed") continue;
    const failures = Math.max(1, failuresInARow(recent));
    const toldAt = failures < afterFailures ? null : (before.open.get(key)?.toldAt ?? last.finishedAt);
    open.set(key, { cause: causeOf(last), runId: last.id, failures, toldAt });
  }
  return { open, completed };
}

function failuresInARow(recent: JobSummary["recent"]): number {
  const ended = recent.filter(({ status }) => status === "failed" || status === "completed");
  return ended.length - 1 - ended.findLastIndex(({ status }) => status === "completed");
}

/** What a run's event means to the incidents, and the notice that it deserves, if any. */
export function notificationFor(
  run: RunSummary,
  incidents: Incidents,
  circumstances: Circumstances,
): { readonly incidents: Incidents; readonly notice: Notice | null } {
  const key = subjectKey(run);
  if (incidents.open.get(key)?.runId === run.id) return { incidents, notice: null };
  if (run.status === "failed") return afterFailure(run, incidents, circumstances);
  // A run that was skipped because something is missing has proven nothing.
  if (run.status === "completed" && run.outcome !== "skipped" && incidents.completed.get(key) !== run.id)
    return afterSuccess(run, incidents, circumstances);
  return { incidents, notice: null };
}

function afterFailure(run: RunSummary, { open, completed }: Incidents, circumstances: Circumstances) {
  const { rule, afterFailures, now } = circumstances;
  const key = subjectKey(run);
  const before = open.get(key);
  const cause = causeOf(run);
  const failures = (before?.failures ?? 0) + 1;
  const told = before?.toldAt ?? null;
  const differs = told !== null && before?.cause !== cause;
  const isNews = failures >= afterFailures && (told === null || differs);
  const next: Incident = { cause, runId: run.id, failures, toldAt: isNews ? now : told };
  const incidents = { completed, open: new Map(open).set(key, next) };
  const isSaid = rule.failures === "each" || (rule.failures === "incidents" && isNews);
  return { incidents, notice: isSaid ? noticeOf(differs ? "changed" : "failed", run) : null };
}

function afterSuccess(run: RunSummary, { open, completed }: Incidents, { rule }: Circumstances) {
  const key = subjectKey(run);
  const before = open.get(key);
  const left = new Map(open);
  left.delete(key);
  const incidents = { open: left, completed: new Map(completed).set(key, run.id) };
  const hasRecovered = before !== undefined && before.toldAt !== null;
  if (hasRecovered && rule.recovery) return { incidents, notice: noticeOf("recovered", run) };
  return { incidents, notice: rule.successes ? noticeOf("succeeded", run) : null };
}

/**
 * What two failures must have in common to be the same. Numbers and ids are left out: "timed out after 1032 ms, request
 * 7f3a9c01" is the same trouble as with other figures.
 */
export function causeOf(run: RunSummary): string {
  const message = firstLine(run.error?.message ?? "").replace(/\b[0-9a-f]{8,}\b|\d+/gi, "#");
  return `${run.error?.code ?? ""} ${message}`;
}

export function noticeOf(kind: NoticeKind, run: RunSummary): Notice {
  return { kind, subject: subjectKey(run), runId: run.id, title: run.taskTitle, body: bodyOf(kind, run) };
}

function bodyOf(kind: NoticeKind, run: RunSummary): string {
  const summary = run.summary ? firstLine(run.summary) : "";
  if (kind === "recovered") return summary === "" ? "Works again." : `Works again: ${summary}`;
  if (kind === "succeeded") return summary === "" ? "Completed." : summary;
  const why = firstLine(run.error?.message ?? "") || "The run failed without a message.";
  return kind === "reminder" ? `Still failing: ${why}` : why;
}

function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}
