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
  readonly onOpen: (taskId: string, mark: LaneMark | null) => void;
  readonly onPoint: (label: string | null) => void;
  readonly onReach: (taskId: string, mark: LaneMark | null) => void;
};

/** One job: its name, its marks, its usual duration. Keys are handled by the chart around it. */
export const Lane = memo(function Lane(props: LaneProps) {
  const { taskId, title, marks, labels, aside, current, onOpen, onPoint, onReach } = props;
  return (
    <ul className="tl-lane" aria-label={title} data-lane={taskId}>
      <li className="tl-name">
        <button
          type="button"
          className="tl-name-button"
          tabIndex={current === -1 ? 0 : -1}
          data-mark={-1}
          title={title}
          onClick={() => onOpen(taskId, null)}
          onFocus={() => onReach(taskId, null)}
        >
          {title}
        </button>
      </li>
      {marks.map((mark, index) => (
        <li key={mark.key} className="tl-place">
          <button
            type="button"
            className={isBand(mark) ? `tl-mark is-${mark.tone} is-band` : `tl-mark is-${mark.tone}`}
            style={{ left: `calc(var(--tl-name) + ${mark.x}px)`, width: mark.width }}
            aria-label={labels[index]}
            title={labels[index]}
            tabIndex={current === index ? 0 : -1}
            data-mark={index}
            onClick={() => onOpen(taskId, mark)}
            onPointerEnter={() => onPoint(labels[index] ?? null)}
            onPointerLeave={() => onPoint(null)}
            onFocus={() => onReach(taskId, mark)}
          />
        </li>
      ))}
      <li className="tl-aside">{aside}</li>
    </ul>
  );
});
