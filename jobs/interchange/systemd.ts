import { createImportKeys, type ImportPlan, type NotTaken, type PlanEntry, shortened } from "./plan.ts";
import type { ReadText } from "./systemd-environment.ts";
import { reasonOfRest } from "./systemd-rest.ts";
import { readService, type Service } from "./systemd-service.ts";
import { type SystemdFacts, specifiersOf } from "./systemd-specifiers.ts";
import { readTimer } from "./systemd-timer.ts";
import { lastOf, parseUnit, type Unit, type UnitText } from "./systemd-unit.ts";

/** A timer with its drop-ins, in the order in which they hold. */
export type TimerSource = {
  /** `backup.timer`. */
  readonly name: string;
  readonly texts: readonly UnitText[];
  /** A unit of the system: its service runs as root unless it says otherwise. */
  readonly system: boolean;
};

export type SystemdOptions = {
  readonly timers: readonly TimerSource[];
  readonly facts: SystemdFacts;
  /** A service beside a timer, with its drop-ins; empty when there is none. */
  readonly serviceTexts: (name: string, timer: TimerSource) => readonly UnitText[];
  readonly readText: ReadText;
};

const remarks: readonly string[] = [
  "A unit gets the environment of systemd's user manager; a command gets that of Jobdeck's host, which can differ in PATH.",
  "A command is ended after an hour; at most ten run at a time. When the clocks change, the rule of docs/schedules.md holds.",
];

/** systemd starts no service that has not ended yet. */
const asSystemd = { overlap: "skip" } as const;

/** Reads timers and what they start. Each of their lines is taken, heeded or listed with the reason. Never throws. */
export function parseTimers({ timers, ...options }: SystemdOptions): ImportPlan {
  const keyOf = createImportKeys("systemd");
  const entries: PlanEntry[] = [];
  const notTaken: NotTaken[] = [];
  // A service that two timers start is listed once.
  const listed = new Set<string>();
  const list = (lines: readonly NotTaken[]) => {
    for (const line of lines) {
      const key = JSON.stringify(line);
      if (!listed.has(key)) notTaken.push(line);
      listed.add(key);
    }
  };
  for (const timer of timers) {
    const read = readOne(timer, options);
    list(read.notTaken);
    for (const entry of read.entries)
      entries.push({ ...entry, importKey: keyOf(timer.name, entry.when, entry.zone, JSON.stringify(entry.payload)) });
  }
  return { entries, notTaken, remarks };
}

type Bare = Omit<PlanEntry, "importKey">;

function readOne(timer: TimerSource, options: Omit<SystemdOptions, "timers">) {
  const unit = parseUnit(timer.texts);
  const file = timer.texts[0]?.file ?? timer.name;
  const whole = (reason: string) => ({ file, line: 1, text: timer.name, reason });
  if (!unit.settings.some(({ section }) => section === "Timer"))
    return { entries: [], notTaken: [...unit.notTaken, whole("it has no section [Timer]: it is empty, or masked")] };
  const { times, notTaken } = readTimer(unit.settings, options.facts.zone);
  const service = serviceOf(timer, unit, options);
  const own = [...unit.notTaken, ...notTaken, ...unit.settings.flatMap(reasonOfRest), ...conditionsOf(unit)];
  if ("refused" in service) return { entries: [], notTaken: [...own, service.refused] };
  if (times.length === 0 && notTaken.length === 0) own.push(whole("it has no time at which it runs"));
  const several =
    times.length > 1 ? ["Each of its times is a schedule of its own, and looks for its own last run only."] : [];
  const isBlocked = conditionsOf(unit).length > 0;
  const entries = (isBlocked ? [] : times).map(
    ({ setting, when, zone, policies, notes }): Bare => ({
      file: setting.file,
      line: setting.line,
      title: shortened(service.title || timer.name, 80),
      ...{ when, zone, taskId: "command", payload: service.payload },
      policies: { ...asSystemd, ...policies, ...(service.mainsPower ? { conditions: { mainsPower: true } } : {}) },
      notes: [...notes, ...several, ...service.notes],
    }),
  );
  return { entries, notTaken: [...own, ...service.notTaken] };
}

/** A condition of the timer itself keeps it from being started at all. */
function conditionsOf({ settings }: Unit): readonly NotTaken[] {
  return settings
    .filter(({ section, key, value }) => section === "Unit" && /^(Condition|Assert)/.test(key) && value !== "")
    .map(({ key, value, file, line }) => ({
      ...{ file, line, text: shortened(`${key}=${value}`) },
      reason: `Jobdeck cannot ask for ${key} of a timer, so the timer stays behind`,
    }));
}

function serviceOf(
  timer: TimerSource,
  { settings }: Unit,
  { facts, serviceTexts, readText }: Omit<SystemdOptions, "timers">,
): Service | { readonly refused: NotTaken } {
  const file = timer.texts[0]?.file ?? timer.name;
  const refused = (reason: string, at?: Omit<NotTaken, "reason">) => ({
    refused: { ...(at ?? { file, line: 1, text: timer.name }), reason },
  });
  const named = lastOf(settings, "Timer", "Unit");
  const expanded = named && specifiersOf(timer.name, facts)(named.value);
  if (expanded && !expanded.ok) return refused(expanded.reason);
  const name = expanded?.text ?? timer.name.replace(/\.timer$/, ".service");
  if (!name.endsWith(".service") || name.includes("/")) return refused(`it starts ${name}, which is no service`);
  const texts = serviceTexts(name, timer);
  if (texts.length === 0) return refused(`there is no ${name} beside it`);
  const read = readService({ name, unit: parseUnit(texts), facts, system: timer.system, readText });
  if (!("reason" in read)) return read;
  const { setting, reason } = read;
  if (!setting) return refused(`${name}: ${reason}`);
  const { file: where, line, key, value } = setting;
  return refused(`${reason}; so ${timer.name} stays behind`, { file: where, line, text: shortened(`${key}=${value}`) });
}
