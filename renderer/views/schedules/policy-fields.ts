import type { PolicyChange, SchedulePolicies } from "../../../jobs/model/schedule.ts";
import { parseDuration, writeDuration } from "../../format/parse-duration.ts";
import { atWallTime, wallTime } from "../../format/wall-time.ts";

/** What stands in a field, as it was typed. */
export type Typed = string | boolean;

export type PolicyInput =
  | { readonly kind: "choice"; readonly options: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: "check" }
  | { readonly kind: "text"; readonly placeholder?: string }
  | { readonly kind: "lines"; readonly placeholder: string }
  | { readonly kind: "time" }
  /** Another job; empty for none. */
  | { readonly kind: "job" };

export type PolicyGroup = "missed" | "overlap" | "days" | "conditions" | "after";

/** A change of the policies, or why what was typed is none. */
type Written = { readonly change: PolicyChange } | { readonly problem: string };

export type PolicyField = {
  readonly id: string;
  readonly group: PolicyGroup;
  /** The policy that it is part of: what a reset takes back. */
  readonly policy: keyof SchedulePolicies;
  readonly title: string;
  /** One line that explains it. */
  readonly about: string;
  readonly input: PolicyInput;
  readonly read: (policies: SchedulePolicies, zone: string) => Typed;
  readonly write: (typed: Typed, policies: SchedulePolicies, zone: string) => Written;
  /** False where it means nothing. Default: always there. */
  readonly counts?: (policies: SchedulePolicies) => boolean;
};

type Base = Pick<PolicyField, "group" | "policy" | "title" | "about"> & Partial<Pick<PolicyField, "counts">>;
type DurationPolicy = "notLaterThanMs" | "jitterMs" | "spreadMs";
type Conditions = SchedulePolicies["conditions"];

const longest = 366 * 86_400_000;
const durationProblem = "Write it like 10 m, 2 h or 1 d; at most 366 d.";

function duration(base: Base & { readonly policy: DurationPolicy }): PolicyField {
  const { policy } = base;
  return {
    ...{ ...base, id: policy, input: { kind: "text", placeholder: "0" } },
    read: (policies) => writeDuration(policies[policy]),
    write: (typed) => {
      const ms = typed === "" ? 0 : parseDuration(String(typed));
      return ms === null || ms > longest ? { problem: durationProblem } : { change: { [policy]: ms } };
    },
  };
}

function wholeNumber(base: Base & { readonly policy: "missedLimit" | "everyNth" }): PolicyField {
  const { policy } = base;
  return {
    ...{ ...base, id: policy, input: { kind: "text" } },
    read: (policies) => String(policies[policy]),
    write: (typed) => {
      const count = Number(typed);
      const fits = typed !== "" && Number.isInteger(count) && count >= 1 && count <= 1_000;
      return fits ? { change: { [policy]: count } } : { problem: "A whole number from 1 to 1000." };
    },
  };
}

function check(base: Base & { readonly policy: "weekdaysOnly" | "keepAwake" }): PolicyField {
  const { policy } = base;
  return {
    ...{ ...base, id: policy, input: { kind: "check" } },
    read: (policies) => policies[policy],
    write: (typed) => ({ change: { [policy]: typed === true } }),
  };
}

function moment(base: Base & { readonly policy: "validFrom" | "validUntil" }): PolicyField {
  const { policy } = base;
  return {
    ...{ ...base, id: policy, input: { kind: "time" } },
    read: (policies, zone) => (policies[policy] === null ? "" : wallTime(policies[policy], zone)),
    write: (typed, _, zone) => {
      const at = typed === "" ? null : atWallTime(String(typed), zone);
      return at === null && typed !== "" ? { problem: "A day and a time." } : { change: { [policy]: at } };
    },
  };
}

type Wish = Omit<Base, "group" | "policy"> & { readonly id: string };

/** A part of the conditions, which are one policy; `undefined` leaves it out. */
function conditionsWith({ conditions }: SchedulePolicies, name: keyof Conditions, value: unknown): Written {
  const { [name]: _before, ...others } = conditions;
  return { change: { conditions: value === undefined ? others : { ...others, [name]: value } } };
}

function conditionCheck(name: "mainsPower" | "online" | "unmetered", wish: Omit<Wish, "id">): PolicyField {
  return {
    ...{ ...wish, id: name, group: "conditions", policy: "conditions", input: { kind: "check" } },
    read: ({ conditions }) => conditions[name] === true,
    write: (typed, policies) => conditionsWith(policies, name, typed === true ? true : undefined),
  };
}

function conditionDuration(name: "idleMs" | "anywayAfterMs", wish: Omit<Wish, "id">): PolicyField {
  return {
    ...{ ...wish, id: name, group: "conditions", policy: "conditions", input: { kind: "text", placeholder: "–" } },
    read: ({ conditions }) => (conditions[name] === undefined ? "" : writeDuration(conditions[name])),
    write: (typed, policies) => {
      const ms = typed === "" ? undefined : parseDuration(String(typed));
      return ms === null || (ms ?? 0) > longest ? { problem: durationProblem } : conditionsWith(policies, name, ms);
    },
  };
}

const wifi: PolicyField = {
  ...{ id: "wifi", group: "conditions", policy: "conditions", title: "In one of these Wi-Fi networks" },
  about: "Names of networks, one on each line. Empty: any network, or none.",
  input: { kind: "lines", placeholder: "For example: Home" },
  read: ({ conditions }) => (conditions.wifi ?? []).join("\n"),
  write: (typed, policies) => {
    const names = linesOf(typed);
    if (names.some((name) => name.length > 64) || names.length > 50)
      return { problem: "At most 50 names, each of at most 64 characters." };
    return conditionsWith(policies, "wifi", names.length === 0 ? undefined : names);
  },
};

const blackouts: PolicyField = {
  ...{ id: "blackouts", group: "days", policy: "blackouts", title: "Days without runs" },
  about: "A day or a span on each line, first and last day included: 2026-12-24 to 2026-12-26.",
  input: { kind: "lines", placeholder: "For example: 2026-12-24" },
  read: (policies) => policies.blackouts.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join("\n"),
  write: (typed) => {
    const spans: { from: string; to: string }[] = [];
    for (const line of linesOf(typed)) {
      const [, from, to = from] = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:to|–|-|\.\.)\s*(\d{4}-\d{2}-\d{2}))?$/.exec(line) ?? [];
      if (from === undefined || to === undefined || !isDay(from) || !isDay(to) || to < from)
        return { problem: `“${line}” is no day or span. Write it like 2026-12-24 to 2026-12-26.` };
      spans.push({ from, to });
    }
    return spans.length > 400 ? { problem: "At most 400 lines." } : { change: { blackouts: spans } };
  },
};

const holidays: PolicyField = {
  ...{ id: "holidays", group: "days", policy: "holidays", title: "Holiday calendar" },
  about: "Whole path of a calendar file (.ics) on this computer. Nothing runs during its events.",
  input: { kind: "text", placeholder: "For example: /home/ada/holidays.ics" },
  read: (policies) => policies.holidays ?? "",
  write: (typed) => {
    const path = String(typed).trim();
    if (path.length > 4_096) return { problem: "The path is too long." };
    return { change: { holidays: path === "" ? null : path } };
  },
};

const afterJob: PolicyField = {
  ...{ id: "after", group: "after", policy: "after", title: "Only after this job" },
  about: "A time is skipped unless that job has succeeded before.",
  input: { kind: "job" },
  read: ({ after }) => after?.taskId ?? "",
  write: (typed, { after }) => ({
    change: { after: typed === "" ? null : { since: "last-run", atOnce: false, ...after, taskId: String(typed) } },
  }),
};

const afterSince: PolicyField = {
  ...{ id: "since", group: "after", policy: "after", title: "It must have succeeded" },
  about: "Since midnight in the schedule's zone, or since the last run of this schedule.",
  input: {
    kind: "choice",
    options: [
      { value: "last-run", label: "since the last run of this one" },
      { value: "today", label: "today" },
    ],
  },
  counts: ({ after }) => after !== null,
  read: ({ after }) => after?.since ?? "last-run",
  write: (typed, { after }) => ({
    change: { after: after && { ...after, since: typed === "today" ? "today" : "last-run" } },
  }),
};

const afterAtOnce: PolicyField = {
  ...{ id: "atOnce", group: "after", policy: "after", title: "Also run as soon as it succeeds" },
  about: "Besides the times of its own.",
  input: { kind: "check" },
  counts: ({ after }) => after !== null,
  read: ({ after }) => after?.atOnce ?? false,
  write: (typed, { after }) => ({ change: { after: after && { ...after, atOnce: typed === true } } }),
};

function choice<P extends "missed" | "overlap">(
  base: Base & { readonly policy: P },
  labels: Readonly<Record<SchedulePolicies[P], string>>,
): PolicyField {
  const { policy } = base;
  const options = Object.entries<string>(labels).map(([value, label]) => ({ value, label }));
  return {
    ...{ ...base, id: policy, input: { kind: "choice", options } },
    read: (policies) => policies[policy],
    write: (typed) => ({ change: { [policy]: typed } as PolicyChange }),
  };
}

/** Every policy of a schedule as fields, in the order in which they are shown. */
export const policyFields: readonly PolicyField[] = [
  choice(
    {
      ...{ group: "missed", policy: "missed", title: "When times were missed" },
      about: "While the computer slept or was off, or Jobdeck was not running.",
    },
    { "run-once": "run once for all of them", "run-all": "run for each of them", skip: "leave them out" },
  ),
  wholeNumber({
    ...{ group: "missed", policy: "missedLimit", title: "At most so many" },
    about: "Of the missed times, the newest are run.",
    counts: ({ missed }) => missed === "run-all",
  }),
  duration({
    ...{ group: "missed", policy: "notLaterThanMs", title: "Not later than" },
    about: "A time that is later than this is not caught up.",
    counts: ({ missed }) => missed !== "skip",
  }),
  choice(
    {
      ...{ group: "overlap", policy: "overlap", title: "When the last run still goes on" },
      about: "What happens to a time that comes before the last run has ended.",
    },
    {
      skip: "skip the new one",
      "queue-one": "run the new one afterwards",
      "cancel-previous": "cancel the old one",
      allow: "let both run",
    },
  ),
  duration({
    ...{ group: "overlap", policy: "jitterMs", title: "Random delay, up to" },
    about: "Jitter, another one each time: many computers do not ask the same server at the same moment.",
  }),
  duration({
    ...{ group: "overlap", policy: "spreadMs", title: "Steady delay, up to" },
    about: "Spread, always the same: schedules that share a minute do not start together.",
  }),
  check({
    ...{ group: "days", policy: "weekdaysOnly", title: "Weekdays only" },
    about: "Leaves out Saturdays and Sundays.",
  }),
  wholeNumber({
    ...{ group: "days", policy: "everyNth", title: "Every so many times" },
    about: "1 is every time; 3 is the first time, then every third.",
  }),
  blackouts,
  holidays,
  moment({
    ...{ group: "days", policy: "validFrom", title: "Valid from" },
    about: "Before it there are no times.",
  }),
  moment({
    ...{ group: "days", policy: "validUntil", title: "Valid until" },
    about: "After it there are no times.",
  }),
  conditionCheck("mainsPower", { title: "Plugged in", about: "Only while the computer is on mains power." }),
  conditionCheck("online", { title: "Online", about: "Only while there is a network." }),
  conditionCheck("unmetered", { title: "Not metered", about: "Only where the network costs nothing." }),
  wifi,
  conditionDuration("idleMs", {
    title: "Nobody has used the computer for",
    about: "Only when keyboard and mouse were not touched for so long.",
  }),
  conditionDuration("anywayAfterMs", {
    title: "Run anyway after",
    about: "Waits for the conditions so long, then runs all the same. Empty: the time is skipped at once.",
    counts: ({ conditions }) => Object.keys(conditions).length > 0,
  }),
  check({
    ...{ group: "conditions", policy: "keepAwake", title: "Keep awake" },
    about: "The computer does not go to sleep from five minutes before a run until it has ended, while plugged in.",
  }),
  ...[afterJob, afterSince, afterAtOnce],
];

function linesOf(typed: Typed): readonly string[] {
  return String(typed)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function isDay(text: string): boolean {
  const at = Date.parse(text);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}
