import type { Slowness } from "../../jobs/model/read-models/jobs.ts";
import type { RunSummary, RunTrigger } from "../../jobs/model/read-models/runs.ts";
import type { Occurrence } from "../../jobs/model/read-models/schedules.ts";
import { duration } from "./duration.ts";
import { counted } from "./number.ts";

/** How a run or a due time looks in a list: the shape of its mark and the word for it. */
export const marks = {
  done: "completed",
  warnings: "completed with warnings",
  skipped: "completed, skipped",
  "caught-up": "caught up",
  failed: "failed",
  cancelled: "cancelled",
  running: "running",
  waiting: "waiting",
  missed: "missed",
  passed: "skipped",
  paused: "paused",
  new: "never run",
} as const;

export type Mark = keyof typeof marks;

/** "completed" as a heading: "Completed". */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The mark of a run. */
export function runMark(run: Pick<RunSummary, "status" | "outcome" | "trigger">): Mark {
  if (run.status === "active") return "running";
  if (run.status === "created" || run.status === "retry") return "waiting";
  if (run.status === "failed" || run.status === "cancelled") return run.status;
  if (run.outcome === "warnings" || run.outcome === "skipped") return run.outcome;
  return run.trigger === "catch-up" ? "caught-up" : "done";
}

const triggerWords: Readonly<Record<RunTrigger, string>> = {
  schedule: "schedule",
  "catch-up": "caught up",
  user: "you",
  task: "another job",
};

/** Why a run came to be, in a word or two. */
export function triggerWord(trigger: RunTrigger): string {
  return triggerWords[trigger];
}

const reasonWords: Readonly<Record<string, string>> = {
  overlap: "the previous run was still active",
  paused: "the job was paused",
  "engine-paused": "all jobs were paused",
  "skip-next": "it was to be skipped",
  "too-late": "it was too late to catch up",
  superseded: "one later run caught up for it",
  policy: "missed times of this schedule are not caught up",
  asleep: "the computer was asleep",
  "host-off": "Jobdeck was not running",
  "no-mains-power": "the computer was not plugged in",
  offline: "there was no network",
  metered: "the network was a metered one",
  "other-wifi": "the computer was in another Wi-Fi",
  "user-active": "somebody used the computer",
  after: "the job that it comes after had not succeeded",
};

/** A reason of the ledger in words. A word that this window does not know is shown as it is. */
export function reasonInWords(reason: string): string {
  const holiday = /^calendar: (.*)$/.exec(reason)?.[1];
  if (holiday !== undefined) return `it was a holiday (${holiday})`;
  return reasonWords[reason] ?? reason.replaceAll("-", " ");
}

/** What became of a due time that led to no run, and why: "Skipped: the previous run was still active". */
export function occurrenceInWords(occurrence: Pick<Occurrence, "outcome" | "reason" | "slots">): string {
  const many = occurrence.slots > 1 ? ` ${counted(occurrence.slots, "due time")} up to here` : "";
  const word = occurrence.outcome === "skipped" ? "Skipped" : "Missed";
  return occurrence.reason === null ? `${word}${many}` : `${word}${many}: ${reasonInWords(occurrence.reason)}`;
}

/** That a job or a run is slower than it should be, in few words. */
export function slownessWords({ kind, takesMs, thanMs }: Slowness): string {
  if (kind === "history") return `Slow: 9 of 10 end within ${duration(thanMs)}`;
  return `Usually takes ${duration(takesMs)}, longer than the ${duration(thanMs)} between its times`;
}

/** "uploadedFiles" -> "uploaded files": the name of a number in a run's output. */
export function humanName(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
}

/** What a run's page and its tab are called: enough of the id to find it again. */
export function runTitle(runId: string): string {
  return `Run ${runId.slice(0, 4)}`;
}

/** The first line of a text. */
export function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0]?.trim() ?? "";
}

/** What came out of a run or why it failed, in one line; empty while nothing is known. */
export function resultLine(run: Pick<RunSummary, "status" | "summary" | "error" | "dueAt">): string {
  if (run.status === "failed" || run.status === "cancelled") return firstLine(run.error?.message ?? run.summary ?? "");
  if (run.status === "retry") return run.error ? `trying again after: ${firstLine(run.error.message)}` : "trying again";
  return firstLine(run.summary ?? "");
}
