import type { TimelineJob, TimelinePart, TimelineRun } from "../../../jobs/model/timeline.ts";
import { type Span, xOf } from "./geometry.ts";

/** How a mark looks. The later one in this list is the one to be seen where several fall together. */
export const tones = [
  "planned",
  "skipped",
  "missed",
  "done",
  "caught-up",
  "cancelled",
  "warnings",
  "running",
  "failed",
] as const;
export type Tone = (typeof tones)[number];

export type NotRun = TimelineJob["notRun"][number];

/** One thing that happened, or is to happen. */
type Item = {
  readonly tone: Tone;
  readonly from: number;
  readonly to: number;
  /** How many things it stands for, and how many of them failed or were cancelled. */
  readonly count: number;
  readonly failed: number;
  readonly cancelled: number;
  /** There are more than `count` says. */
  readonly more: boolean;
  readonly run: TimelineRun | null;
  readonly notRun: NotRun | null;
};

/** What is drawn: one item, or several that stand too close to be told apart. Pixels. */
export type LaneMark = Item & { readonly x: number; readonly width: number; readonly key: string };

/** It stands for many and says how many in words: it is drawn as a band. */
export function isBand({ count, more, width }: LaneMark): boolean {
  return (count > 1 || more) && width > bandWidth;
}

/** Narrower is not seen. */
const leastWidth = 3;
const plannedWidth = 2;
const bandWidth = 12;

/** What a lane shows, from left to right; no two marks lie on each other, and nothing is left out. */
export function marksOf(job: TimelineJob, options: { span: Span; width: number; now: number }): readonly LaneMark[] {
  const { span, width, now } = options;
  if (width <= 0) return [];
  const isInside = ({ from, to }: Item) => to >= span.from && from < span.to;
  const past = [
    ...job.runs.map((run) => itemOfRun(run, now)),
    ...job.parts.map(itemOfPart),
    ...job.notRun.map(itemOfNotRun),
  ];
  const future = job.predicted.filter((at) => at >= now).map((at) => itemOfPlan(at, job.usualMs?.p50 ?? 0));
  const last = future.at(-1);
  if (last && job.morePredicted) future.push({ ...last, to: span.to, count: 0, more: true });
  return merge([...past, ...future].filter(isInside), span, width);
}

const one = { count: 1, failed: 0, cancelled: 0, more: false, run: null, notRun: null } as const;

function itemOfRun(run: TimelineRun, now: number): Item {
  const tone = toneOfRun(run);
  const failed = run.status === "failed" ? 1 : 0;
  const cancelled = run.status === "cancelled" ? 1 : 0;
  const to = Math.max(run.startedAt, run.finishedAt ?? Math.max(now, run.startedAt));
  return { ...one, tone, failed, cancelled, from: run.startedAt, to, run };
}

export function toneOfRun(run: Pick<TimelineRun, "status" | "outcome" | "trigger">): Tone {
  if (run.status === "failed" || run.status === "cancelled") return run.status;
  if (run.status !== "completed") return "running";
  if (run.outcome === "warnings" || run.outcome === "skipped") return run.outcome;
  return run.trigger === "catch-up" ? "caught-up" : "done";
}

function itemOfPart({ from, to, runs, failed, cancelled }: TimelinePart): Item {
  const tone = failed > 0 ? "failed" : cancelled === runs ? "cancelled" : "done";
  return { ...one, tone, from, to, count: runs, failed, cancelled };
}

function itemOfNotRun(notRun: NotRun): Item {
  return {
    ...one,
    tone: notRun.outcome,
    from: notRun.scheduledAt,
    to: notRun.scheduledAt,
    count: notRun.slots,
    notRun,
  };
}

function itemOfPlan(at: number, usualMs: number): Item {
  return { ...one, tone: "planned", from: at, to: at + usualMs };
}

function merge(items: readonly Item[], span: Span, width: number): readonly LaneMark[] {
  const marks: LaneMark[] = [];
  const byTime = items.toSorted((a, b) => a.from - b.from || tones.indexOf(a.tone) - tones.indexOf(b.tone));
  for (const item of byTime) {
    const mark = place(item, span, width);
    const last = marks.at(-1);
    if (!last || mark.x > last.x + last.width + (mark.tone === last.tone ? 1 : 0)) marks.push(mark);
    else if (mark.tone === last.tone || mark.x < last.x + leastWidth) marks[marks.length - 1] = join(last, mark);
    else {
      marks[marks.length - 1] = { ...last, width: mark.x - last.x };
      marks.push(mark);
    }
  }
  return marks;
}

function place(item: Item, span: Span, width: number): LaneMark {
  const least = Math.min(width, item.tone === "planned" ? plannedWidth : leastWidth);
  const x = Math.min(Math.max(0, xOf(item.from, span, width)), width - least);
  const end = Math.min(width, xOf(item.to, span, width));
  return { ...item, x, width: Math.max(least, end - x), key: `${item.tone} ${item.run?.id ?? item.from}` };
}

function join(last: LaneMark, next: LaneMark): LaneMark {
  const worse = tones.indexOf(next.tone) > tones.indexOf(last.tone);
  return {
    ...last,
    tone: worse ? next.tone : last.tone,
    to: Math.max(last.to, next.to),
    count: last.count + next.count,
    failed: last.failed + next.failed,
    cancelled: last.cancelled + next.cancelled,
    more: last.more || next.more,
    width: Math.max(last.x + last.width, next.x + next.width) - last.x,
    ...{ run: null, notRun: null },
  };
}

/** The mark nearest to a place; -1 where there is none. */
export function nearestMark(marks: readonly Pick<LaneMark, "x" | "width">[], x: number): number {
  let [best, bestAway] = [-1, Number.POSITIVE_INFINITY];
  for (const [index, mark] of marks.entries()) {
    const away = Math.abs(mark.x + mark.width / 2 - x);
    if (away < bestAway) [best, bestAway] = [index, away];
  }
  return best;
}
