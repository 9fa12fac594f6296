import type { SchedulePolicies } from "../model/schedule.ts";
import type { HolidayLookup } from "./holidays.ts";
import { wallAt } from "./wall-clock.ts";

const dayMs = 86_400_000;

/** Why a time is left out although the pattern has it. A holiday is named. */
type CalendarReason = "weekend" | "blackout" | `calendar: ${string}`;

export type Calendar = {
  readonly zone: string;
  readonly policies: Pick<SchedulePolicies, "weekdaysOnly" | "blackouts">;
  /** The schedule's holiday list, where it has one. */
  readonly holidays?: HolidayLookup | undefined;
};

/** Whether the schedule's calendar lets it run at this instant; the days are those of its zone. */
export function calendarReason(at: number, { zone, policies, holidays }: Calendar): CalendarReason | undefined {
  const holiday = holidays?.(at, zone);
  if (holiday !== undefined) return `calendar: ${holiday}`;
  if (!policies.weekdaysOnly && policies.blackouts.length === 0) return undefined;
  const wall = wallAt(at, zone);
  const weekday = new Date(wall).getUTCDay();
  if (policies.weekdaysOnly && (weekday === 0 || weekday === 6)) return "weekend";
  const inside = ({ from, to }: { readonly from: string; readonly to: string }) =>
    wall >= Date.parse(from) && wall < Date.parse(to) + dayMs;
  return policies.blackouts.some(inside) ? "blackout" : undefined;
}

/** Whether a time counts at all: before and after its validity, a schedule has none. */
export function isValidAt(at: number, { validFrom, validUntil }: SchedulePolicies): boolean {
  return (validFrom === null || at >= validFrom) && (validUntil === null || at <= validUntil);
}

/**
 * How much later than due a run begins, in milliseconds: the same for one schedule (`spreadMs`) and one time (`jitterMs`)
 * however often it is asked, so that a host that starts anew decides alike.
 */
export function delayOf(scheduleId: string, at: number, policies: SchedulePolicies): number {
  return shareOf(scheduleId, policies.spreadMs) + shareOf(`${scheduleId}@${at}`, policies.jitterMs);
}

/** A whole number from 0 to `within` that is always the same for a text. */
export function shareOf(text: string, within: number): number {
  return within === 0 ? 0 : Math.floor(unit(text) * (within + 1));
}

/** A number in [0, 1) for a text: FNV-1a, then the mixing step of MurmurHash3, for texts that differ in their end only. */
function unit(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
