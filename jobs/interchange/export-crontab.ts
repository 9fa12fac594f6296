import { defaultPolicies, type PolicyChange, type SchedulePolicies } from "../model/schedule.ts";
import { crontabCommand } from "./export-command.ts";
import { crontabTimes } from "./export-times.ts";
import { shortened } from "./plan.ts";

/** A schedule with all that an export can say of it. */
export type ExportedSchedule = {
  readonly id: string;
  readonly taskId: string;
  readonly title: string | null;
  readonly when: string;
  readonly zone: string;
  /** In words. */
  readonly meaning: string;
  readonly paused: boolean;
  /** The user made it. */
  readonly own: boolean;
  readonly payload: unknown;
  readonly policies: SchedulePolicies;
  readonly importKey: string | null;
};

export type CrontabExport = {
  readonly text: string;
  /** Ids of the schedules that have a line of their own. */
  readonly said: readonly string[];
  /** Those that stand there as comments only. */
  readonly notSaid: readonly { readonly id: string; readonly reason: string }[];
};

type Line = { readonly line: string; readonly differences: readonly string[] } | { readonly reason: string };

/** Characters of a command; cronie takes more. */
const mostOfVixie = 998;

const head = [
  "# Written by Jobdeck. What a crontab cannot say stands in comments.",
  "# cron gives a command little more than PATH=/usr/bin:/bin; Jobdeck gives it the environment of its host.",
  "# Jobdeck goes on to run what is not paused there: pause it, or it runs twice.",
];

/** Text for `crontab FILE`. A schedule that a line would change in meaning is a comment with the reason. */
export function exportCrontab(schedules: readonly ExportedSchedule[]): CrontabExport {
  const lines = [...head];
  const said: string[] = [];
  const notSaid: { id: string; reason: string }[] = [];
  let zone: string | undefined;
  for (const schedule of schedules) {
    const written = lineOf(schedule);
    lines.push("", `# ${nameOf(schedule)}: ${shortened(schedule.meaning)} (${schedule.zone})`);
    if ("reason" in written) {
      notSaid.push({ id: schedule.id, reason: written.reason });
      lines.push(`# Not said: ${written.reason}.`);
      continue;
    }
    said.push(schedule.id);
    for (const difference of written.differences) lines.push(`# Different: ${difference}.`);
    if (zone !== schedule.zone) {
      if (zone === undefined) lines.push("# Debian's cron does not know CRON_TZ, and takes the system's time zone.");
      zone = schedule.zone;
      lines.push(`CRON_TZ=${zone}`);
    }
    lines.push(written.line);
  }
  return { text: `${lines.join("\n")}\n`, said, notSaid };
}

function nameOf({ id, title }: ExportedSchedule): string {
  return title === null ? id : `${id} "${shortened(title, 80)}"`;
}

type Meaning = Pick<ExportedSchedule, "taskId" | "when" | "payload" | "policies">;

type ForKey = Omit<Meaning, "policies"> & Pick<ExportedSchedule, "zone"> & { readonly policies: PolicyChange };

/** The same for schedules that would be the same line of a crontab; undefined for what is none. */
export function sameLineKey({ policies, ...schedule }: ForKey): string | undefined {
  const given = Object.fromEntries(Object.entries(policies).filter(([, value]) => value !== undefined));
  const written = lineOf({ ...schedule, policies: { ...defaultPolicies, ...given }, paused: false });
  return "line" in written ? `${schedule.zone} ${written.line}` : undefined;
}

function lineOf({ taskId, when, paused, payload, policies }: Meaning & Pick<ExportedSchedule, "paused">): Line {
  const reasons = timesTakenAway(policies);
  if (reasons.length > 0) return { reason: `a crontab has no ${reasons.join(", no ")}` };
  const timed = crontabTimes(when);
  if (!timed.ok) return timed;
  const command = crontabCommand(taskId, payload);
  if (!command.ok) return command;
  const line = `${timed.times} ${command.command}`;
  const long = command.command.length > mostOfVixie ? [`Debian's cron takes at most ${mostOfVixie} characters`] : [];
  if (paused) return { reason: `it is paused; its line would be: ${line}` };
  return { line, differences: [...long, ...command.differences, ...differencesOf(policies)] };
}

/** Without these, cron would run it at times at which Jobdeck does not. */
function timesTakenAway(policies: SchedulePolicies): readonly string[] {
  const { validFrom, validUntil, weekdaysOnly, blackouts, holidays, everyNth, conditions, after } = policies;
  const named = [
    [validFrom !== null || validUntil !== null, "first and last day (validFrom, validUntil)"],
    [weekdaysOnly, "rule for weekdays beside its fields (weekdaysOnly)"],
    [blackouts.length > 0 || holidays !== null, "holidays (blackouts, holidays)"],
    [everyNth !== 1, "every n-th time (everyNth)"],
    [Object.keys(conditions).length > 0, "conditions"],
    [after !== null, "order of jobs (after)"],
  ] as const;
  return named.flatMap(([is, name]) => (is ? [name] : []));
}

function differencesOf({ missed, overlap, jitterMs, spreadMs }: SchedulePolicies): readonly string[] {
  return [
    ...(missed === "skip" ? [] : [`cron catches up nothing that was missed (here: ${missed})`]),
    ...(overlap === "allow" ? [] : [`cron does not ask whether the last run has ended (here: ${overlap})`]),
    ...(jitterMs === 0 && spreadMs === 0 ? [] : ["cron begins at once (here: up to a while later)"]),
  ];
}

/** What is not as it is by default. */
export function changedPolicies(policies: SchedulePolicies): Partial<SchedulePolicies> {
  const isDefault = (name: string, value: unknown) =>
    JSON.stringify(value) === JSON.stringify(defaultPolicies[name as keyof SchedulePolicies]);
  return Object.fromEntries(Object.entries(policies).filter(([name, value]) => !isDefault(name, value)));
}
