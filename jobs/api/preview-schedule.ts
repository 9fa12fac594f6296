import { describeWhen } from "../schedule/describe.ts";
import { dstNotes } from "../schedule/dst-notes.ts";
import { nextTimes } from "../schedule/next-times.ts";
import { parseWhen } from "../schedule/parse-when.ts";
import { validateZone } from "../schedule/zones.ts";
import type { SchedulePreview } from "./contract.ts";

type PreviewOptions = {
  readonly when: string;
  readonly zone: string;
  readonly fromMs: number;
  readonly count: number;
};

/** What a pattern means and when it fires next, or why it cannot be used. Pure. */
export function previewSchedule({ when: text, zone, fromMs, count }: PreviewOptions): SchedulePreview {
  const zoned = validateZone(zone);
  if (!zoned.ok) return { ok: false, message: zoned.error.message };
  const parsed = parseWhen(text, { anchorAt: fromMs, zone });
  if (!parsed.ok) return { ok: false, message: parsed.error.message };
  const { when } = parsed;
  const next = nextTimes({ when, zone, fromMs, count });
  if (next.length === 0)
    return { ok: false, message: `"${text}" never fires from now on. Choose a time in the future.` };
  return {
    ok: true,
    meaning: describeWhen(when, zone),
    zone,
    next: [...next],
    notes: dstNotes({ when, zone, fromMs }).map(({ message }) => message),
  };
}
