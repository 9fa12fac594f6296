import { memo } from "react";
import { useWhenIdle } from "../../components/use-when-idle.ts";
import type { LaneContent } from "./lane-content.ts";
import { isBand } from "./marks.ts";

type LaneProps = {
  readonly content: LaneContent;
  /** The place among the marks that the keys are at; -1 is the name of the job, null another lane. */
  readonly current: number | null;
};

/**
 * One job: its name, its marks, its usual duration. Keys and pointer are handled by the chart around it. A lane may have a
 * hundred marks, and dozens of lanes come with one turn of the wheel: marks are drawn lane by lane, when there is time.
 */
export const Lane = memo(function Lane({ content, current }: LaneProps) {
  const { taskId, title, aside } = content;
  const drawn = useWhenIdle(content, current !== null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className="tl-lane" role="group" aria-label={title} aria-busy={drawn !== content} data-lane={taskId}>
      <button type="button" className="tl-name" tabIndex={current === -1 ? 0 : -1} data-mark={-1} title={title}>
        {title}
      </button>
      <div className="tl-marks">{drawn && <Marks content={drawn} current={current} />}</div>
      <span className="tl-aside">{aside}</span>
    </div>
  );
});

const Marks = memo(function Marks({ content: { marks, labels }, current }: LaneProps) {
  return marks.map((mark, index) => (
    <button
      key={mark.key}
      type="button"
      className={isBand(mark) ? `tl-mark is-${mark.tone} is-band` : `tl-mark is-${mark.tone}`}
      style={{ left: mark.x, width: mark.width }}
      aria-label={labels[index]}
      title={labels[index]}
      tabIndex={current === index ? 0 : -1}
      data-mark={index}
      data-key={mark.key}
    />
  ));
});

/** The lane and the mark that an element of the chart belongs to; null is the lane's name. Undefined beside them. */
export function laneAt(target: EventTarget): { readonly taskId: string; readonly markKey: string | null } | undefined {
  const mark = target instanceof Element ? target.closest<HTMLElement>("[data-mark]") : null;
  const taskId = mark?.closest<HTMLElement>("[data-lane]")?.dataset.lane;
  return mark && taskId !== undefined ? { taskId, markKey: mark.dataset.key ?? null } : undefined;
}
