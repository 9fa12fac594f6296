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

export type NextRunsOptions = {
  readonly fromMs: number;
  /** Up to here nothing starts; default: `fromMs`. */
  readonly quietUntilMs?: number;
  readonly count: number;
};

/** At most `count` times at which it is going to run, earliest first. */
export function nextRuns(timed: Timed, { fromMs, quietUntilMs, count }: NextRunsOptions): readonly number[] {
  const runs: number[] = [];
  let looked = 0;
  for (const { at, runs: isRun } of dueTimes(timed, fromMs, quietUntilMs)) {
    if (runs.length >= count || looked > mostLeftOut) break;
    if (isRun) runs.push(at);
    looked += 1;
  }
  return runs;
}

export type DueTime = { readonly at: number; readonly runs: boolean };

/**
 * The times that are due after `fromMs`, earliest first, and whether it is going to run then; each when it is asked for. Up to
 * `quietUntilMs` nothing starts; those times are given only where every n-th one counts, which goes on counting meanwhile.
 */
export function* dueTimes(timed: Timed, fromMs: number, quietUntilMs: number = fromMs): Generator<DueTime> {
  const { policies, skipUntil } = timed;
  let due = nextDue(timed, policies.everyNth === 1 ? Math.max(fromMs, quietUntilMs) : fromMs);
  for (let index = timed.times; due !== null; index++) {
    const leftOut =
      due <= quietUntilMs ||
      (skipUntil !== null && due <= skipUntil) ||
      calendarReason(due, timed) !== undefined ||
      index % policies.everyNth !== 0;
    yield { at: due, runs: !leftOut };
    due = nextDue(timed, due);
  }
}
