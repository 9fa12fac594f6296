import type { When } from "../model/schedule.ts";
import { cronPattern } from "./cron-pattern.ts";
import { offsetAt, transitions } from "./wall-clock.ts";

const year = 366 * 86_400_000;

export type DstNote = {
  readonly kind: "gap" | "overlap";
  /** The change of the clocks. */
  readonly at: number;
  readonly message: string;
};

/** What happens to a fixed time at the changes of the clocks within a year, where it falls into one. */
export function dstNotes(options: {
  readonly when: When;
  readonly zone: string;
  readonly fromMs: number;
}): readonly DstNote[] {
  const { when, zone, fromMs } = options;
  if (when.kind !== "cron") return [];
  const pattern = cronPattern(when.pattern);
  if (pattern.isHourly) return [];
  return transitions(fromMs, fromMs + year, zone).flatMap((at): readonly DstNote[] => {
    const before = at + offsetAt(at - 1, zone);
    const after = at + offsetAt(at, zone);
    const [first, last] = [Math.min(before, after), Math.max(before, after)];
    const wall = pattern.nextWall(first - 1_000);
    if (wall === null || wall >= last) return [];
    const [time, date] = [clock(wall), new Date(wall).toISOString().slice(0, 10)];
    return after > before
      ? [{ kind: "gap", at, message: `On ${date} there is no ${time} in ${zone}: it runs once, at ${clock(after)}.` }]
      : [{ kind: "overlap", at, message: `On ${date} it is ${time} twice in ${zone}: it runs once, the first time.` }];
  });
}

function clock(wall: number): string {
  return new Date(wall).toISOString().slice(11, 16);
}
