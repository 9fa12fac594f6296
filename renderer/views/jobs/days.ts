import type { JobDay } from "../../../jobs/model/job-days.ts";
import { number } from "../../format/number.ts";

/** How a day went, worst first; what is worse is what is shown. */
export type DayState = "failed" | "missed" | "caught-up" | "completed" | "cancelled" | "skipped" | "none";

export function dayState({ failed, missed, caughtUp, completed, cancelled, skipped }: JobDay): DayState {
  if (failed > 0) return "failed";
  if (missed > 0) return "missed";
  if (caughtUp > 0) return "caught-up";
  if (completed > 0) return "completed";
  if (cancelled > 0) return "cancelled";
  return skipped > 0 ? "skipped" : "none";
}

type Counts = Pick<JobDay, "failed" | "missed" | "caughtUp" | "completed" | "cancelled" | "skipped">;

const words: readonly (readonly [keyof Counts, string])[] = [
  ["failed", "failed"],
  ["missed", "missed"],
  ["caughtUp", "caught up"],
  ["completed", "completed"],
  ["cancelled", "cancelled"],
  ["skipped", "skipped"],
];

/** "2 failed · 1 caught up · 87 completed"; empty when nothing was. */
export function countsInWords(counts: Counts): string {
  return words
    .filter(([name]) => counts[name] > 0)
    .map(([name, word]) => `${number(counts[name])} ${word}`)
    .join(" · ");
}

export function sumOf(days: readonly JobDay[]): Counts {
  const sum = { failed: 0, missed: 0, caughtUp: 0, completed: 0, cancelled: 0, skipped: 0 };
  for (const day of days) for (const [name] of words) sum[name] += day[name];
  return sum;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** "Tue 24 Nov: 1 failed · 3 completed": what is said of a day under the pointer and the focus. */
export function dayInWords(day: JobDay): string {
  const [year = 0, month = 1, dayNumber = 1] = day.date.split("-").map(Number);
  const weekday = weekdays[new Date(Date.UTC(year, month - 1, dayNumber)).getUTCDay()];
  return `${weekday} ${dayNumber} ${months[month - 1]}: ${countsInWords(day) || "nothing was due"}`;
}

/** The days in columns of `rows`, oldest first, from top to bottom and then to the right. */
export function dayIndex(
  key: string,
  index: number,
  options: { readonly rows: number; readonly count: number },
): number | undefined {
  const { rows, count } = options;
  const moves: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -rows, ArrowRight: rows };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const by = moves[key];
  if (by === undefined) return undefined;
  const next = index + by;
  return next >= 0 && next < count ? next : index;
}
