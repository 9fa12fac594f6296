import { defaultPolicies, type PolicyChange } from "../model/schedule.ts";
import { describeWhen } from "../schedule/describe.ts";
import { dstNotes } from "../schedule/dst-notes.ts";
import { parseWhen } from "../schedule/parse-when.ts";
import { dueTimes, type Timed } from "../schedule/scheduled-times.ts";
import { spokenWhen } from "../schedule/spoken-when.ts";
import { validateZone } from "../schedule/zones.ts";
import type { SchedulePreview } from "./contract.ts";

type PreviewOptions = {
  /** A pattern, or words that mean one. */
  readonly when: string;
  readonly zone: string;
  readonly fromMs: number;
  readonly count: number;
  /** Which of the times count; default: all. */
  readonly policies?: PolicyChange | undefined;
  /** What its intervals and its every n-th time are counted from, where it is there already; default: from now on. */
  readonly counted?: { readonly anchorAt: number; readonly times: number } | undefined;
};

/** Judging stays quick, whatever the calendar leaves out. */
const mostLooked = 400;

/** What a pattern means and when it fires next, or why it cannot be used. Pure. */
export function previewSchedule({
  when: text,
  zone,
  fromMs,
  count,
  policies,
  counted,
}: PreviewOptions): SchedulePreview {
  const zoned = validateZone(zone);
  if (!zoned.ok) return { ok: false, message: zoned.error.message };
  const pattern = spokenWhen(text, { now: fromMs, zone });
  const parsed = parseWhen(pattern, { anchorAt: counted?.anchorAt ?? fromMs, zone });
  if (!parsed.ok) return { ok: false, message: parsed.error.message };
  const { when } = parsed;
  const wanted = Object.entries(policies ?? {}).filter(([, value]) => value !== undefined);
  const timed: Timed = {
    ...{ when, zone, times: counted?.times ?? 0, skipUntil: null },
    policies: { ...defaultPolicies, ...Object.fromEntries(wanted) },
  };
  const { next, fires } = firstTimes(timed, fromMs, count);
  if (!fires && when.kind !== "demand")
    return { ok: false, message: `"${text}" never fires from now on. Choose a time in the future.` };
  return {
    ok: true,
    pattern,
    meaning: describeWhen(when, zone),
    zone,
    next,
    notes: dstNotes({ when, zone, fromMs }).map(({ message }) => message),
  };
}

/** The first times at which it runs; a calendar may leave out all that are looked at. */
function firstTimes(timed: Timed, fromMs: number, count: number) {
  const next: number[] = [];
  let looked = 0;
  for (const { at, runs } of dueTimes(timed, fromMs)) {
    looked += 1;
    if (runs) next.push(at);
    if (next.length >= count || looked >= Math.max(mostLooked, count)) break;
  }
  return { next, fires: looked > 0 };
}
