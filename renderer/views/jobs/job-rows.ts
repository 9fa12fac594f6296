import type { Line } from "../../../jobs/model/lines.ts";
import type { TimeFormat } from "../../format/time.ts";
import { type Mark, marks, resultLine, runMark } from "../../format/words.ts";
import { allPausedWords } from "../runs/wait-words.ts";

/** Where a row stands among those beside it, from 0, and how many those are: most of them are not drawn. */
type Place = { readonly place: number; readonly of: number };

export type JobRow =
  | (Place & {
      readonly kind: "category";
      readonly key: string;
      readonly name: string;
      readonly count: number;
      readonly open: boolean;
    })
  | (Place & { readonly kind: "job"; readonly key: string; readonly job: Line });

export type JobRowsOptions = {
  readonly filter: string;
  /** Categories that the user opened or folded. */
  readonly folds: ReadonlyMap<string, "open" | "folded">;
};

/**
 * The list as it is drawn: jobs under their categories, both in the host's order. While something is filtered for, every
 * category is open.
 */
export function jobRows(jobs: readonly Line[], { filter, folds }: JobRowsOptions): readonly JobRow[] {
  const words = filter.trim().toLowerCase();
  const categories = new Map<string, Line[]>();
  for (const job of jobs) {
    if (!`${job.title} ${job.taskId} ${job.category}`.toLowerCase().includes(words)) continue;
    const known = categories.get(job.category);
    if (known) known.push(job);
    else categories.set(job.category, [job]);
  }
  return [...categories].flatMap(([name, members], index): readonly JobRow[] => {
    const open = words !== "" || (folds.get(name) ?? (isIdle(members) ? "folded" : "open")) === "open";
    const place = { place: index, of: categories.size };
    const head: JobRow = { kind: "category", key: `category:${name}`, name, count: members.length, open, ...place };
    const rows = members.map(
      (job, at): JobRow => ({ kind: "job", key: `job:${job.taskId}`, job, place: at, of: members.length }),
    );
    return open ? [head, ...rows] : [head];
  });
}

/** Jobs that nobody has used and that start nothing by themselves need no place until somebody looks for them. */
function isIdle(members: readonly Line[]): boolean {
  const isUnused = ({ waitsFor, scheduleCount, last }: Line) =>
    last === null && (waitsFor !== null || scheduleCount === 0);
  return members.some(({ waitsFor }) => waitsFor !== null) && members.every(isUnused);
}

/**
 * The mark before a job's name: what it does now, else that of its last run, by the same table. A job that lacks a credential
 * has nothing to be judged by, and one that has caught up is well.
 */
export function jobMark(job: Pick<Line, "health" | "missing" | "waitsFor" | "last" | "queued">): Mark {
  if (job.health === "running" || job.health === "paused") return job.health;
  if (job.queued > 0) return "waiting";
  if (job.missing.length > 0 || job.waitsFor !== null) return "skipped";
  if (job.last === null) return "new";
  const mark = runMark(job.last);
  return mark === "caught-up" ? "done" : mark;
}

export type JobNoteOptions = {
  readonly times: TimeFormat;
  readonly now: number;
  /** No job starts now, whatever its schedule says. */
  readonly allPaused: boolean;
  /** When that ends by itself, which next times come after. */
  readonly pausedUntil: number | null;
};

/** What stands behind a job's name: what it does now, what is the matter, or when it runs next. */
export function jobNote(job: Line, { times, now, allPaused, pausedUntil }: JobNoteOptions): string {
  if (job.active.length > 0) return "running";
  if (job.queued > 0) return allPaused ? "waiting, paused" : "waiting";
  if (job.paused) return "paused";
  if (job.missing.length > 0) return "needs setup";
  if (job.waitsFor !== null) return "no sources yet";
  if (job.health === "failing" && job.last) return `failed ${failedAt(job.last.finishedAt ?? now, times, now)}`;
  if (job.nextAt !== null && allPaused && pausedUntil === null) return "paused";
  if (job.nextAt !== null) return times.untilShort(job.nextAt, now);
  return job.onDemand ? "on demand" : "no next run";
}

/** What a job is called by those who read the list out: its name, what stands behind it, its mark, and why it fails. */
export function jobLabel(job: Line, note: string): string {
  const mark = marks[jobMark(job)];
  const why = job.health === "failing" && job.last ? shortened(resultLine(job.last)) : "";
  const words = [`${job.title} ${note}`, note.startsWith(mark) ? "" : mark, why];
  return words.filter((each) => each !== "").join(", ");
}

/** What is said of a job under the pointer: what it does, when it runs next, and how it went last or why it failed. */
export function jobHover(job: Line, options: JobNoteOptions): string {
  const { times, now } = options;
  const lines = [
    job.title,
    job.description === job.title ? "" : shortened(job.description),
    job.nextAt === null ? "" : `Next: ${nextWords(job.nextAt, options)}`,
    lastWords(job, times, now),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function nextWords(nextAt: number, { times, now, allPaused, pausedUntil }: JobNoteOptions): string {
  if (!allPaused) return times.full(nextAt);
  const paused = allPausedWords({ pausedUntil }, times, now);
  return pausedUntil === null ? paused : `${times.full(nextAt)}, ${paused}`;
}

function lastWords({ last }: Line, times: TimeFormat, now: number): string {
  if (!last) return "It has never run here";
  const when = times.dayShort(last.finishedAt ?? last.createdAt, now);
  const result = shortened(resultLine(last));
  if (runMark(last) === "failed") return `Failed ${when}: ${result || "it did not say why"}`;
  return `Last: ${when}, ${result || marks[runMark(last)]}`;
}

const longestLine = 200;

function shortened(text: string): string {
  return text.length <= longestLine ? text : `${text.slice(0, longestLine)}…`;
}

function failedAt(at: number, times: TimeFormat, now: number): string {
  return now - at < 24 * 3_600_000 ? times.clock(at) : times.dayShort(at, now).replace(/ \d\d:\d\d$/, "");
}
