import { memo } from "react";
import { isBand, type LaneMark } from "./marks.ts";

export type LaneProps = {
  readonly taskId: string;
  readonly title: string;
  readonly marks: readonly LaneMark[];
  /** What each mark says, in their order. */
  readonly labels: readonly string[];
  /** How long it usually takes, or that it is paused. */
  readonly aside: string;
  /** The place among the marks that the keys are at; -1 is the name of the job, null another lane. */
  readonly current: number | null;
};

/**
 * One job: its name, its marks, its usual duration. Keys and pointer are handled by the chart around it, and a mark is one
 * element: a thousand of them are drawn anew while one scrolls.
 */
export const Lane = memo(function Lane({ taskId, title, marks, labels, aside, current }: LaneProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className="tl-lane" role="group" aria-label={title} data-lane={taskId}>
      <button type="button" className="tl-name" tabIndex={current === -1 ? 0 : -1} data-mark={-1} title={title}>
        {title}
      </button>
      <div className="tl-marks">
        {marks.map((mark, index) => (
          <button
            key={mark.key}
            type="button"
            className={isBand(mark) ? `tl-mark is-${mark.tone} is-band` : `tl-mark is-${mark.tone}`}
            style={{ left: mark.x, width: mark.width }}
            aria-label={labels[index]}
            title={labels[index]}
            tabIndex={current === index ? 0 : -1}
            data-mark={index}
          />
        ))}
      </div>
      <span className="tl-aside">{aside}</span>
    </div>
  );
});

/** The lane and the mark that an element of the chart belongs to; a mark of -1 is the lane's name. Undefined beside them. */
export function laneAt(target: EventTarget): { readonly taskId: string; readonly mark: number } | undefined {
  const mark = target instanceof Element ? target.closest<HTMLElement>("[data-mark]") : null;
  const taskId = mark?.closest<HTMLElement>("[data-lane]")?.dataset.lane;
  return mark && taskId !== undefined ? { taskId, mark: Number(mark.dataset.mark) } : undefined;
}
