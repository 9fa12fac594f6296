import type { RunSummary } from "../../../../jobs/model/read-models/runs.ts";
import { resultLine } from "../../../format/words.ts";

const columns = {
  run: (run: RunSummary) => run.id,
  job: (run: RunSummary) => run.taskTitle,
  state: (run: RunSummary) => run.status,
  outcome: (run: RunSummary) => run.outcome ?? "",
  why: (run: RunSummary) => run.trigger,
  created: (run: RunSummary) => iso(run.createdAt),
  started: (run: RunSummary) => iso(run.startedAt),
  finished: (run: RunSummary) => iso(run.finishedAt),
  took_ms: (run: RunSummary) => (run.durationMs === null ? "" : String(run.durationMs)),
  tries: (run: RunSummary) => String(run.attempts),
  result: (run: RunSummary) => resultLine(run),
  tags: (run: RunSummary) => run.tags.join(" "),
} as const;

/** A table for a spreadsheet (RFC 4180). No cell is taken for a formula there, whatever a job wrote. */
export function toCsv(runs: readonly RunSummary[]): string {
  const rows = runs.map((run) => Object.values(columns).map((column) => csvCell(column(run))));
  return `${[Object.keys(columns), ...rows].map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

/** What a spreadsheet would reckon with gets an apostrophe in front; quotes, commas and line ends are put in quotes. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** As the host gave them. */
export function toJson(runs: readonly RunSummary[]): string {
  return `${JSON.stringify(runs, null, 2)}\n`;
}

function iso(at: number | null): string {
  return at === null ? "" : new Date(at).toISOString();
}
