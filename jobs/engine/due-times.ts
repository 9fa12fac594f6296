import { isValidAt } from "../schedule/calendar.ts";
import { timesBetween } from "../schedule/next-times.ts";
import type { ScheduleSpec } from "./schedule-spec.ts";

/**
 * Due times of one schedule that get a row each when they were missed together. A pattern of every second misses 28,800
 * in a night: the newest have their own rows, one row stands for all that came before.
 */
const ownRows = 1_000;
/** So many missed times are counted at once; what is more has a further row. */
const countedSlots = 100_000;

export type Due = {
  readonly times: readonly number[];
  readonly olderCount: number;
  readonly olderLast: number;
  /** More times are due than were counted: these are all older ones. */
  readonly more: boolean;
};

/** The times of a schedule that are due by `now` and not planned yet. Pure. */
export function dueTimes(spec: ScheduleSpec, now: number): Due {
  const { when, zone, plannedUntil, policies } = spec;
  // Before it is valid it has no times, however many its pattern has.
  const afterMs = policies.validFrom === null ? plannedUntil : Math.max(plannedUntil, policies.validFrom - 1);
  const all = timesBetween({ when, zone, afterMs, untilMs: now, limit: countedSlots });
  const more = all.length === countedSlots;
  const valid = all.filter((at) => isValidAt(at, policies));
  const olderCount = more ? valid.length : Math.max(0, valid.length - ownRows);
  return { times: valid.slice(olderCount), olderCount, olderLast: valid[olderCount - 1] ?? 0, more };
}
