import type { SchedulePolicies, When } from "../model/schedule.ts";
import { type Calendar, calendarReason, isValidAt } from "./calendar.ts";
import { nextTime } from "./next-times.ts";

export type Timed = {
  readonly when: When;
  readonly zone: string;
  readonly policies: SchedulePolicies;
  /** Every n-th time counts from here. */
  readonly times: number;
  /** Times up to here are left out. */
  readonly skipUntil: number | null;
  readonly holidays?: Calendar["holidays"];
};

/** A calendar that leaves out everything must not search for ever. */
const mostLeftOut = 10_000;

/** The next time that is due after `fromMs`, whatever becomes of it; null when there is none. */
export function nextDue({ when, zone, policies }: Timed, fromMs: number): number | null {
  const from = policies.validFrom === null ? fromMs : Math.max(fromMs, policies.validFrom - 1);
  const next = nextTime({ when, zone, fromMs: from });
  return next !== null && isValidAt(next, policies) ? next : null;
}

/** At most `count` times after `fromMs` at which it is going to run, earliest first. */
export function nextRuns(timed: Timed, fromMs: number, count: number): readonly number[] {
  const runs: number[] = [];
  let looked = 0;
  for (const { at, runs: isRun } of dueTimes(timed, fromMs)) {
    if (runs.length >= count || looked > mostLeftOut) break;
    if (isRun) runs.push(at);
    looked += 1;
  }
  return runs;
}

/** Every time that is due after `fromMs`, earliest first, and whether it is going to run then; each when it is asked for. */
export function* dueTimes(timed: Timed, fromMs: number): Generator<{ readonly at: number; readonly runs: boolean }> {
  const { policies, skipUntil } = timed;
  let due = nextDue(timed, fromMs);
  for (let index = timed.times; due !== null; index++) {
    const leftOut =
      (skipUntil !== null && due <= skipUntil) ||
      calendarReason(due, timed) !== undefined ||
      index % policies.everyNth !== 0;
    yield { at: due, runs: !leftOut };
    due = nextDue(timed, due);
  }
}
