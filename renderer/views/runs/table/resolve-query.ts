import type { RunFilter } from "../../../../jobs/model/run-filter.ts";
import { dayStart, zonedTime } from "../../../format/zoned-time.ts";
import type { RunQuery } from "./filter-language.ts";
import type { NamedJob } from "./named-jobs.ts";

export type ResolveContext = {
  readonly jobs: readonly NamedJob[];
  readonly now: number;
  /** IANA name: days are those of this zone. */
  readonly zone: string;
};

export type Resolved = { readonly filter: RunFilter; readonly problems: readonly string[] };

/** What the host is asked for. A job or a time that means nothing is said, and left out. */
export function resolveQuery(query: RunQuery, context: ResolveContext): Resolved {
  const problems: string[] = [];
  const jobs = query.jobs.flatMap((typed) => {
    const found = jobsCalled(typed, context);
    if (found.length === 0) problems.push(`There is no job "${typed}".`);
    return found;
  });
  const time = (text: string | null, edge: "start" | "end") => {
    if (text === null) return undefined;
    const at = timeOf(text, edge, context);
    if (at === null)
      problems.push(`"${text}" is no time. Write it like 7d, yesterday, 2026-11-20 or 2026-11-20T08:30.`);
    return at ?? undefined;
  };
  const some = <T>(values: readonly T[]) => (values.length === 0 ? undefined : values);
  return {
    filter: {
      taskIds: some([...new Set(jobs.flatMap(({ script, taskId }) => (script ? [] : [taskId])))]),
      scheduleIds: some([...new Set(jobs.flatMap(({ script }) => script?.scheduleId ?? []))]),
      states: some(query.states),
      triggers: some(query.triggers),
      tags: some(query.tags),
      words: some(query.words.slice(0, 10)),
      since: time(query.since, "start"),
      until: time(query.until, "end"),
    },
    problems,
  };
}

function jobsCalled(typed: string, { jobs }: ResolveContext): readonly NamedJob[] {
  const name = typed.toLowerCase();
  const exact = jobs.filter(({ taskId, title }) => taskId === typed || title.toLowerCase() === name);
  return exact.length > 0
    ? exact
    : jobs.filter(({ taskId, title }) => `${taskId} ${title}`.toLowerCase().includes(name));
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** UTC milliseconds; a day is meant from its start, or to its end. Null for what is no time. */
function timeOf(text: string, edge: "start" | "end", { now, zone }: ResolveContext): number | null {
  const typed = text.toLowerCase();
  const day = { today: 0, yesterday: -1 }[typed];
  if (day !== undefined) return dayStart(now, zone, edge === "start" ? day : day + 1);
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(typed) ?? [];
  if (unit !== undefined) return now - Number(count) * (units[unit] ?? 0);
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:t(\d\d):(\d\d))?$/.exec(typed);
  if (!parts) return null;
  const [year = 0, month = 0, date = 0, hour, minute] = parts.slice(1).map((part) => part && Number(part)) as number[];
  if (month < 1 || month > 12 || date < 1 || date > 31 || (hour ?? 0) > 23 || (minute ?? 0) > 59) return null;
  if (hour !== undefined) return zonedTime({ year, month, day: date, hour, minute: minute ?? 0 }, zone);
  return zonedTime({ year, month, day: date + (edge === "start" ? 0 : 1), hour: 0, minute: 0 }, zone);
}
