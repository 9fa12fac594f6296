import { type KeyboardEvent, type SyntheticEvent, useCallback, useMemo, useRef, useState } from "react";
import { linesOf } from "../../../jobs/model/lines.ts";
import type { Timeline } from "../../../jobs/model/timeline.ts";
import { usePageScroller } from "../../components/editor-page.tsx";
import { useTimes } from "../../components/time-text.tsx";
import { VirtualRows, type VirtualRowsHandle } from "../../components/virtual-rows.tsx";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { Backdrop, Scale } from "./backdrop.tsx";
import type { Span } from "./geometry.ts";
import { Lane, laneAt } from "./lane.tsx";
import { createLaneContents, type LaneContent } from "./lane-content.ts";
import { moveOf } from "./moves.ts";
import type { Findings } from "./timeline-reader.ts";
import { useWidth } from "./use-width.ts";

const rowHeight = 26;
/** Fewer are drawn all, without a box of their own to scroll. */
const mostAtOnce = 40;
const reading = "The jobs further down are being read.";

type ChartProps = {
  readonly timeline: Timeline;
  readonly findings: Findings;
  /** Lanes further down are still being read. */
  readonly isPart: boolean;
  readonly span: Span;
  /** A key that leads to no mark. */
  readonly onKey: (event: KeyboardEvent) => void;
};

/** Where the keys are: a job, and a time in its lane; null is its name. */
type Place = { readonly taskId: string; readonly at: number | null };

/** All jobs as lanes. The arrow keys go along a lane and from lane to lane. */
export function Chart({ timeline, findings, isPart, span, onKey }: ChartProps) {
  const { open } = useApp();
  const [box, setBox] = useState<HTMLElement | null>(null);
  const handle = useRef<VirtualRowsHandle>(null);
  const pageScroller = usePageScroller();
  const width = useWidth(box);
  const lanes = useLanes(timeline, span, width);
  const keyOf = useCallback((index: number) => lanes[index]?.taskId ?? index, [lanes]);
  const [pointed, setPointed] = useState<string | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const here = useMemo(() => whereIs(lanes, place), [lanes, place]);
  const focused = lanes[here.lane]?.labels[here.mark];

  const pointOf = ({ target }: SyntheticEvent) => {
    const at = laneAt(target);
    const lane = at && lanes.find(({ taskId }) => taskId === at.taskId);
    if (!lane) return undefined;
    // What is drawn may be a moment older than what is known: places among the marks may differ.
    const index = lane.marks.findIndex(({ key }) => key === at.markKey);
    return { taskId: lane.taskId, mark: lane.marks[index] ?? null, label: lane.labels[index] ?? null };
  };
  const reach = (event: SyntheticEvent) => {
    const point = pointOf(event);
    if (point) setPlace({ taskId: point.taskId, at: point.mark?.from ?? null });
  };
  const show = (event: SyntheticEvent) => {
    const point = pointOf(event);
    if (!point) return;
    const { taskId, mark } = point;
    open(mark?.run ? { kind: "run", id: mark.run.id } : { kind: "job", id: taskId }, { preview: true });
  };
  const go = (lane: number, mark: number) => {
    const next = lanes[lane];
    if (!next) return;
    setPlace({ taskId: next.taskId, at: next.marks[mark]?.from ?? null });
    handle.current?.scrollTo(lane);
    requestAnimationFrame(() =>
      box?.querySelector<HTMLElement>(`[data-lane="${CSS.escape(next.taskId)}"] [data-mark="${mark}"]`)?.focus(),
    );
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = event.shiftKey ? undefined : moveOf(event.key, lanes, here);
    if (next) {
      event.preventDefault();
      go(next.lane, next.mark);
    } else onKey(event);
  };

  const render = (index: number) => {
    const lane = lanes[index];
    if (!lane) return null;
    return <Lane key={lane.taskId} content={lane} current={index === here.lane ? here.mark : null} />;
  };
  return (
    <div className="tl-chart">
      <section
        className="tl-grid"
        aria-label="Lanes of all jobs"
        aria-busy={isPart}
        ref={setBox}
        onKeyDown={press}
        onClick={show}
        onFocus={reach}
        onPointerOver={(event) => setPointed(pointOf(event)?.label ?? null)}
        onPointerLeave={() => setPointed(null)}
      >
        <Backdrop findings={findings} span={span} width={width} now={timeline.now} />
        {lanes.length > mostAtOnce ? (
          <VirtualRows
            ref={handle}
            count={lanes.length}
            rowHeight={rowHeight}
            scroller={pageScroller}
            offset={box?.offsetTop ?? 0}
            pinned={here.lane}
            keyOf={keyOf}
            render={render}
          />
        ) : (
          lanes.map((_lane, index) => render(index))
        )}
      </section>
      <Scale span={span} width={width} />
      <p className="tl-detail" aria-hidden="true">
        {pointed ?? focused ?? (isPart ? reading : "Point at a mark, or go to it with the arrow keys.")}
      </p>
    </div>
  );
}

/** Where the keys are, in numbers: what stood there may be gone, or be one with its neighbour. */
function whereIs(lanes: readonly LaneContent[], place: Place | null) {
  const lane = Math.max(
    0,
    lanes.findIndex(({ taskId }) => taskId === place?.taskId),
  );
  const at = place?.at ?? null;
  const marks = lanes[lane]?.marks ?? [];
  if (at === null) return { lane, mark: -1 };
  const exact = marks.findIndex(({ from, to }) => at >= from && at <= to);
  return { lane, mark: exact === -1 ? marks.findLastIndex(({ from }) => from <= at) : exact };
}

/** The lanes, in the order of the side bar; then what was run of a task by hand of which only scripts are listed. */
function useLanes(timeline: Timeline, span: Span, width: number): readonly LaneContent[] {
  const jobs = useLive((live) => live.jobs);
  const times = useTimes();
  const { now } = timeline;
  const contentOf = useMemo(() => createLaneContents({ span, width, times, now }), [span, width, times, now]);
  return useMemo(() => {
    const shown = new Map(timeline.jobs.map((job) => [job.taskId, job]));
    const rest = jobs.filter(({ taskId, scripts }) => scripts.length > 0 && (shown.get(taskId)?.runs.length ?? 0) > 0);
    return [...linesOf({ jobs }), ...rest].flatMap(({ taskId, title, paused }) => {
      const job = shown.get(taskId);
      return job ? [contentOf(job, { title, paused })] : [];
    });
  }, [timeline, jobs, contentOf]);
}
