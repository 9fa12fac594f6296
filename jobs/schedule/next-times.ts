import type { When } from "../model/schedule.ts";
import { type CronPattern, cronPattern } from "./cron-pattern.ts";
import { instantOf, offsetAt, transitionBetween, wallAt } from "./wall-clock.ts";

/*
 * The rule for a change of clocks (docs/schedules.md): a fixed time that the clocks jump over runs once, at the first
 * valid instant; one that they show twice runs once, the first time. A pattern that fires in every hour follows elapsed
 * time: it fires whenever the clocks show a matching time, both times in the repeated hour and not in the missing one.
 */

type From = { readonly when: When; readonly zone: string; readonly fromMs: number };

/** The first time after `fromMs`; null when there is none. */
export function nextTime({ when, zone, fromMs }: From): number | null {
  if (when.kind === "demand") return null;
  if (when.kind === "once") return when.at > fromMs ? when.at : null;
  if (when.kind === "interval") return nextOfInterval(when.everyMs, when.anchorAt, fromMs);
  const pattern = cronPattern(when.pattern);
  return pattern.isHourly ? nextElapsed(pattern, zone, fromMs) : nextFixed(pattern, zone, fromMs);
}

/** At most `count` times after `fromMs`, earliest first. */
export function nextTimes({ count, ...from }: From & { readonly count: number }): readonly number[] {
  const times: number[] = [];
  for (let next = nextTime(from); next !== null && times.length < count; next = nextTime({ ...from, fromMs: next }))
    times.push(next);
  return times;
}

/** The times after `afterMs` and not after `untilMs`; past `limit` only the newest, with how many came before them. */
export function timesBetween(options: {
  readonly when: When;
  readonly zone: string;
  readonly afterMs: number;
  readonly untilMs: number;
  readonly limit: number;
}): readonly number[] {
  const { when, zone, afterMs, untilMs, limit } = options;
  const times: number[] = [];
  let next = nextTime({ when, zone, fromMs: afterMs });
  while (next !== null && next <= untilMs && times.length < limit) {
    times.push(next);
    next = nextTime({ when, zone, fromMs: next });
  }
  return times;
}

function nextOfInterval(everyMs: number, anchorAt: number, fromMs: number): number {
  return anchorAt + (Math.floor((fromMs - anchorAt) / everyMs) + 1) * everyMs;
}

function nextFixed(pattern: CronPattern, zone: string, fromMs: number): number | null {
  let wall: number | null = wallAt(fromMs, zone);
  for (;;) {
    wall = pattern.nextWall(wall);
    if (wall === null) return null;
    const instant = instantOf(wall, zone);
    // A wall time of the repeated hour means its first showing, which may be over already.
    if (instant > fromMs) return instant;
  }
}

function nextElapsed(pattern: CronPattern, zone: string, fromMs: number): number | null {
  let [from, inclusive] = [fromMs, false];
  for (;;) {
    const offset = offsetAt(from, zone);
    const wall = pattern.nextWall(from + offset - (inclusive ? 1_000 : 0));
    if (wall === null) return null;
    const instant = wall - offset;
    if (offsetAt(instant, zone) === offset && !changesBetween(from, instant, zone, offset)) return instant;
    // The clocks change before: search again from there, on the new clocks.
    from = transitionBetween(from, firstChanged(from, instant, zone, offset), zone);
    inclusive = true;
  }
}

const hour = 60 * 60_000;

/** A pattern that fires every hour looks only a short way ahead; one with a date may look over a change and back. */
function changesBetween(from: number, until: number, zone: string, offset: number): boolean {
  return firstChanged(from, until, zone, offset) < until;
}

function firstChanged(from: number, until: number, zone: string, offset: number): number {
  const step = Math.max(12 * hour, 1);
  for (let at = from + step; at < until; at += step) if (offsetAt(at, zone) !== offset) return at;
  return until;
}
