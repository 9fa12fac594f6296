import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { defaultPolicies, type SchedulePolicies } from "../../../jobs/model/schedule.ts";
import { counted } from "../../format/number.ts";
import { writeDuration } from "../../format/parse-duration.ts";
import { type PolicyGroup, policyFields, type Typed } from "./policy-fields.ts";

/** What was typed into fields of policies, by their ids; a field that nobody touched has no entry. */
export type TypedPolicies = Readonly<Record<string, Typed>>;

export type ReadPolicies = {
  readonly policies: SchedulePolicies;
  /** What is wrong, by the ids of the fields. */
  readonly problems: Readonly<Record<string, string>>;
};

/** The policies that stand in the form: those that are stored, with what was typed on top. */
export function readPolicies(stored: SchedulePolicies, typed: TypedPolicies, zone: string): ReadPolicies {
  let policies = stored;
  const problems: Record<string, string> = {};
  for (const field of policyFields) {
    const value = typed[field.id];
    if (value === undefined || field.counts?.(policies) === false) continue;
    const written = field.write(value, policies, zone);
    if ("problem" in written) problems[field.id] = written.problem;
    else policies = { ...policies, ...written.change } as SchedulePolicies;
  }
  return { policies, problems };
}

/** What holds without a change of the user's: what the task asks for, or what every schedule begins with. */
export function defaultsOf(schedule: Pick<ScheduleView, "own" | "policies" | "changes">): SchedulePolicies {
  if (schedule.own) return defaultPolicies;
  const before = schedule.changes
    .filter(({ what }) => what in defaultPolicies)
    .map(({ what, default: value }) => [what, value]);
  return { ...schedule.policies, ...Object.fromEntries(before) } as SchedulePolicies;
}

export function isChanged(
  policy: keyof SchedulePolicies,
  policies: SchedulePolicies,
  defaults: SchedulePolicies,
): boolean {
  return !same(policies[policy], defaults[policy]);
}

/** Only what differs from what is stored. */
export function changeOf(stored: SchedulePolicies, policies: SchedulePolicies): Partial<SchedulePolicies> {
  const changed = Object.entries(policies).filter(
    ([name, value]) => !same(value, stored[name as keyof SchedulePolicies]),
  );
  return Object.fromEntries(changed);
}

/** The same whatever the order of the names within: conditions are put together one by one. */
function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => left.localeCompare(right)));
}

export const groupTitles: Readonly<Record<PolicyGroup, string>> = {
  missed: "Missed times",
  overlap: "Overlap and spreading",
  days: "Days left out",
  conditions: "Conditions",
  after: "After another job",
};

/** What is set in a group, in one line. */
export function groupSummary(group: PolicyGroup, policies: SchedulePolicies, jobTitle: (id: string) => string): string {
  return summaries[group](policies, jobTitle).filter(Boolean).join(" · ") || nothing[group];
}

const nothing: Readonly<Record<PolicyGroup, string>> = {
  missed: "",
  overlap: "",
  days: "None",
  conditions: "None",
  after: "None",
};

const summaries: Readonly<
  Record<PolicyGroup, (policies: SchedulePolicies, jobTitle: (id: string) => string) => readonly string[]>
> = {
  missed: ({ missed, missedLimit, notLaterThanMs }) => {
    if (missed === "skip") return ["Missed times are left out"];
    const how = missed === "run-once" ? "Caught up once" : `Each is caught up, at most ${missedLimit}`;
    return [how, `not later than ${writeDuration(notLaterThanMs)}`];
  },
  overlap: ({ overlap, jitterMs, spreadMs }) => [
    {
      skip: "A time is skipped while the last run goes on",
      "queue-one": "The new run waits for the last one",
      "cancel-previous": "The new run cancels the last one",
      allow: "Runs may overlap",
    }[overlap],
    jitterMs > 0 ? `jitter ${writeDuration(jitterMs)}` : "",
    spreadMs > 0 ? `spread ${writeDuration(spreadMs)}` : "",
  ],
  days: ({ weekdaysOnly, everyNth, blackouts, holidays, validFrom, validUntil }) => [
    weekdaysOnly ? "Weekdays only" : "",
    everyNth > 1 ? `One time in ${everyNth}` : "",
    blackouts.length > 0 ? counted(blackouts.length, "span") : "",
    holidays === null ? "" : "Holidays",
    validFrom === null ? "" : "Valid from",
    validUntil === null ? "" : "Valid until",
  ],
  conditions: ({ conditions, keepAwake }) => [
    conditions.mainsPower ? "Plugged in" : "",
    conditions.online ? "Online" : "",
    conditions.unmetered ? "Not metered" : "",
    conditions.wifi ? `Wi-Fi ${conditions.wifi.join(", ")}` : "",
    conditions.idleMs === undefined ? "" : `Idle for ${writeDuration(conditions.idleMs)}`,
    conditions.anywayAfterMs === undefined ? "" : `anyway after ${writeDuration(conditions.anywayAfterMs)}`,
    keepAwake ? "Keep awake" : "",
  ],
  after: ({ after }, jobTitle) => (after ? [`After ${jobTitle(after.taskId)}${after.atOnce ? ", at once" : ""}`] : []),
};
