import type { TimelineJob } from "../../../jobs/model/timeline.ts";
import { duration } from "../../format/duration.ts";
import type { TimeFormat } from "../../format/time.ts";
import type { Span } from "./geometry.ts";
import { type LaneMark, marksOf } from "./marks.ts";
import { markInWords } from "./words.ts";

/** What a lane shows. `marks` and `labels` are worked out when they are asked for: most lanes are out of sight. */
export type LaneContent = {
  readonly taskId: string;
  readonly title: string;
  /** How long it usually takes, or that it is paused. */
  readonly aside: string;
  readonly marks: readonly LaneMark[];
  /** What each mark says, in their order. */
  readonly labels: readonly string[];
};

type Frame = { readonly span: Span; readonly width: number; readonly times: TimeFormat; readonly now: number };
type Shown = { readonly title: string; readonly paused: boolean };

/** Makes the contents of lanes for one frame; for a job in which nothing has changed, the same again. */
export function createLaneContents(frame: Frame) {
  const kept = new WeakMap<TimelineJob, Shown & { readonly content: LaneContent }>();
  return (job: TimelineJob, shown: Shown): LaneContent => {
    const known = kept.get(job);
    if (known && known.title === shown.title && known.paused === shown.paused) return known.content;
    const content = makeContent(job, shown, frame);
    kept.set(job, { ...shown, content });
    return content;
  };
}

function makeContent(job: TimelineJob, { title, paused }: Shown, { span, width, times, now }: Frame): LaneContent {
  const usualMs = job.usualMs?.p50 ?? null;
  let marks: readonly LaneMark[] | undefined;
  let labels: readonly string[] | undefined;
  return {
    taskId: job.taskId,
    title,
    aside: paused ? "paused" : usualMs === null ? "" : `≈ ${duration(usualMs)}`,
    get marks() {
      marks ??= marksOf(job, { span, width, now });
      return marks;
    },
    get labels() {
      labels ??= this.marks.map((mark) => markInWords(mark, { title, times, now, usualMs }));
      return labels;
    },
  };
}
