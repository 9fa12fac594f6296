import type { PolicyChange } from "../model/schedule.ts";
import { validateZone } from "../schedule/zones.ts";
import type { CronCommand } from "./crontab-command.ts";
import type { Variable } from "./crontab-environment.ts";
import { type CommandWish, type ImportFacts, secretNotes, shortened } from "./plan.ts";

/** Variables that a crontab may set; a person's sets a handful. */
const most = 500;
const mostZones = 100;

/** What is in force for the jobs that follow. */
export type CronAround = {
  readonly zone: string;
  readonly policies: PolicyChange;
  readonly notes: readonly string[];
  readonly payloadOf: (command: CronCommand) => CommandWish;
};

/** What a crontab's variables come to, line after line: each is in force for the jobs below it. */
export function createCronSettings(facts: ImportFacts) {
  const env = new Map<string, string>();
  let around: CronAround | string | undefined;
  // Looking up a zone takes longer than everything else about a line.
  const zones = new Map<string, string | undefined>();
  const zoneProblem = (zone: string) => {
    if (!zones.has(zone) && zones.size >= mostZones) return `there are more than ${mostZones} time zones`;
    if (!zones.has(zone)) {
      const checked = validateZone(zone);
      zones.set(zone, checked.ok ? undefined : `its time zone cannot be used (CRON_TZ): ${checked.error.message}`);
    }
    return zones.get(zone);
  };
  return {
    /** Why this variable cannot be taken over; undefined when it was. */
    set: ({ name, value }: Variable): string | undefined => {
      const problem = nameProblem(name, value) ?? (env.size >= most && !env.has(name) ? tooMany : undefined);
      if (problem !== undefined) return problem;
      env.set(name, value);
      around = undefined;
      return undefined;
    },
    /** For a job at this place; a text says why there can be none. */
    now: (): CronAround | string => {
      const zone = (env.get("CRON_TZ") ?? facts.zone).replace(/^:/, "");
      around ??= zoneProblem(zone) ?? settle(env, zone);
      return around;
    },
  };
}

const tooMany = `there are more than ${most} variables`;

function nameProblem(name: string, value: string): string | undefined {
  if (name === "") return "a variable needs a name before the =";
  if (name.length > 200) return "a variable's name has at most 200 characters";
  if (name === "LOGNAME" || name === "USER") return `cron sets ${name} itself, to your name, and so does your session`;
  if (name === "__proto__" || `${name}${value}`.includes("\0")) return "no program can be given such a variable";
  return value.length > 131_072 ? "its value has more than 131072 characters" : undefined;
}

function settle(all: ReadonlyMap<string, string>, zone: string): CronAround {
  const env = Object.fromEntries([...all].filter(([name]) => !forCron.includes(name)));
  const { SHELL: shell, HOME: home } = env;
  const delay = spreadOf(all.get("RANDOM_DELAY"));
  return {
    zone,
    policies: delay.spreadMs === 0 ? {} : { spreadMs: delay.spreadMs },
    notes: [...notesOf(all), ...delay.notes, ...secretNotes(env)],
    payloadOf: (command) => ({
      ...(shell === undefined || shell === "" || shell === "/bin/sh"
        ? { shell: command.shell }
        : { argv: [shell, "-c", command.shell] }),
      ...(home === undefined || home === "" ? {} : { cwd: home }),
      ...(Object.keys(env).length === 0 ? {} : { env }),
      ...(command.stdin === undefined ? {} : { stdin: command.stdin }),
    }),
  };
}

/** What only cron itself reads. */
const forCron: readonly string[] = ["CRON_TZ", "RANDOM_DELAY"];

function notesOf(all: ReadonlyMap<string, string>): readonly string[] {
  const notes: string[] = [];
  const mail = all.get("MAILTO");
  if (mail)
    notes.push(`The mail to ${shortened(mail, 60)} (MAILTO) is replaced by Jobdeck's notifications and the run's log.`);
  if (all.get("TZ")) notes.push("TZ is set for the command only, as cron does it; it moves no times. CRON_TZ would.");
  if (all.has("CRON_TZ"))
    notes.push("CRON_TZ is taken as cronie takes it, as the zone of the times; Debian's cron ignores it.");
  if (/\$/.test(all.get("PATH") ?? ""))
    notes.push("PATH has a $ in it, which cron does not expand, and neither does Jobdeck.");
  return notes;
}

/** cronie begins later by a number that is drawn once: minutes, at most a day. */
function spreadOf(text: string | undefined): { readonly spreadMs: number; readonly notes: readonly string[] } {
  if (text === undefined) return { spreadMs: 0, notes: [] };
  const minutes = Number(text);
  if (/^\d+$/.test(text) && minutes <= 24 * 60) return { spreadMs: minutes * 60_000, notes: [] };
  return {
    spreadMs: 0,
    notes: [`RANDOM_DELAY=${shortened(text, 40)} is no number of minutes up to 1440 and is ignored, as cron does.`],
  };
}
