import type { PolicyChange } from "../model/schedule.ts";
import { type NotTaken, shortened } from "./plan.ts";
import { calendarTimes } from "./systemd-calendar.ts";
import { everyWhen, parseTimespan } from "./systemd-time.ts";
import { allOf, isYes, lastOf, type Setting } from "./systemd-unit.ts";
import { whenProblem } from "./when-problem.ts";

/** One of the times of a timer, as a schedule has it. */
export type TimerTimes = {
  readonly setting: Setting;
  readonly when: string;
  readonly zone: string;
  readonly policies: PolicyChange;
  readonly notes: readonly string[];
};

export type TimerRead = { readonly times: readonly TimerTimes[]; readonly notTaken: readonly NotTaken[] };

const longestMs = 366 * 86_400_000;

/** What keeps a line of a timer from being a schedule. */
const noTimes: Readonly<Record<string, string>> = {
  OnBootSec: "Jobdeck has no schedule that means «after the computer has started»",
  OnStartupSec: "Jobdeck has no schedule that means «after you have logged in»",
  OnActiveSec: "Jobdeck has no schedule that means «after the timer was started»",
  OnClockChange: "Jobdeck has no schedule that means «when the clock was set»",
  OnTimezoneChange: "Jobdeck has no schedule that means «when the time zone was changed»",
};

/** Every time of a timer is taken, or listed with the reason. */
export function readTimer(settings: readonly Setting[], zone: string): TimerRead {
  const keys = ["OnCalendar", "OnUnitActiveSec", "OnUnitInactiveSec", ...Object.keys(noTimes)];
  // An empty value of any of them takes back all of them.
  const lines = allOf(settings, "Timer", ...keys);
  const delay = delayOf(settings);
  const times: TimerTimes[] = [];
  const notTaken: NotTaken[] = [];
  const intervals = lines.filter(({ key }) => /^OnUnit/.test(key));
  for (const setting of lines) {
    const read = timesOf(setting, {
      zone,
      intervals: intervals.length,
      persistent: isYes(lastOf(settings, "Timer", "Persistent")),
    });
    const { file, line, key, value } = setting;
    if (typeof read === "string") notTaken.push({ file, line, text: shortened(`${key}=${value}`), reason: read });
    else times.push({ ...read, setting, policies: { ...read.policies, ...delay } });
  }
  return { times, notTaken };
}

type Around = { readonly zone: string; readonly intervals: number; readonly persistent: boolean };

function timesOf(
  { key, value }: Setting,
  { zone, intervals, persistent }: Around,
): Omit<TimerTimes, "setting"> | string {
  const reason = noTimes[key];
  if (reason !== undefined) return /^(no|false|off|0)$/i.test(value) ? "it is off" : reason;
  if (key !== "OnCalendar") {
    if (intervals > 1) return "of several intervals the first that is over counts, and no schedule can say that";
    return interval(key, value, zone);
  }
  const times = calendarTimes(value, zone);
  if (!times.ok) return times.reason;
  const problem = whenProblem(times.when, times.zone);
  if (problem !== undefined) return problem;
  // systemd runs once for all that it has missed, however long ago that was; or it catches up nothing.
  const missed: PolicyChange = persistent ? { missed: "run-once", notLaterThanMs: longestMs } : { missed: "skip" };
  return { when: times.when, zone: times.zone, policies: { ...missed, ...times.policies }, notes: [] };
}

function interval(key: string, value: string, zone: string): Omit<TimerTimes, "setting"> | string {
  const ms = parseTimespan(value);
  if (ms === undefined) return `"${value.slice(0, 40)}" is no time span`;
  if (ms < 1_000 || ms > longestMs) return "the shortest interval is 1 second, the longest 366 days";
  const since = key === "OnUnitActiveSec" ? "since it was started last" : "since it ended last";
  const note = `systemd counts ${since}; here it counts from when the schedule is made, however long a run takes.`;
  return { when: everyWhen(ms), zone, policies: { missed: "skip" }, notes: [note] };
}

/** systemd draws a delay each time, or once and for all. */
function delayOf(settings: readonly Setting[]): PolicyChange {
  const span = (key: string) => {
    const setting = lastOf(settings, "Timer", key);
    return Math.min(setting ? (parseTimespan(setting.value) ?? 0) : 0, longestMs);
  };
  const delayMs = span("RandomizedDelaySec");
  const fixed = isYes(lastOf(settings, "Timer", "FixedRandomDelay"));
  const [jitterMs, spreadMs] = [fixed ? 0 : delayMs, span("RandomizedOffsetSec") + (fixed ? delayMs : 0)];
  return {
    ...(jitterMs > 0 ? { jitterMs } : {}),
    ...(spreadMs > 0 ? { spreadMs: Math.min(spreadMs, longestMs) } : {}),
  };
}
