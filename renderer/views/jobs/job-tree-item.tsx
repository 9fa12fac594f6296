import { memo } from "react";
import type { Line } from "../../../jobs/model/lines.ts";
import { Action } from "../../components/action.tsx";
import { Mark } from "../../components/mark.tsx";
import { Sparkline } from "../../components/sparkline.tsx";
import { useTimes } from "../../components/time-text.tsx";
import { useWhenIdle } from "../../components/use-when-idle.ts";
import { useApp, useLive, useTimeText } from "../../workbench/app-context.tsx";
import { contextMenu } from "../../workbench/menus/open-menu.ts";
import { jobHover, jobLabel, jobMark, jobNote } from "./job-rows.ts";

type JobTreeItemProps = {
  readonly job: Line;
  /** Its row's key. */
  readonly rowKey: string;
  /** Among the jobs of its category, from 0, and how many those are. */
  readonly place: number;
  readonly of: number;
  /** The one that the Tab key goes to. */
  readonly current: boolean;
  /** Shown in the editor. */
  readonly selected: boolean;
  readonly onFocus: (rowKey: string) => void;
};

/**
 * A job in the list. Its buttons appear under the pointer or the focus, in the place of its next time. They are a third of
 * what a row costs and not seen while it scrolls past: they are drawn when there is time.
 */
export const JobTreeItem = memo(function JobTreeItem(props: JobTreeItemProps) {
  const { job, rowKey, place, of, current, selected, onFocus } = props;
  const { open } = useApp();
  const times = useTimes();
  const allPaused = useLive((live) => live.engine.paused);
  const pausedUntil = useLive((live) => live.engine.pausedUntil);
  const note = useTimeText((now) => jobNote(job, { times, now, allPaused, pausedUntil }));
  const hover = useTimeText((now) => jobHover(job, { times, now, allPaused, pausedUntil }));
  const mark = jobMark(job);
  const withActions = useWhenIdle(true, current);
  const tabIndex = current ? 0 : -1;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it handles the keys of all its rows
    <div
      className={selected ? "tree-job is-selected" : "tree-job"}
      role="treeitem"
      aria-level={2}
      aria-posinset={place + 1}
      aria-setsize={of}
      aria-selected={selected}
      aria-label={jobLabel(job, note)}
      data-row={rowKey}
      {...contextMenu("job", job.taskId)}
      data-first-stop={current}
      tabIndex={tabIndex}
      onFocus={() => onFocus(rowKey)}
      onClick={({ altKey }) => open({ kind: "job", id: job.taskId }, { preview: true, toSide: altKey })}
      onDoubleClick={() => open({ kind: "job", id: job.taskId })}
    >
      <Mark mark={mark} />
      <span className="tree-job-name" title={hover}>
        {job.title}
      </span>{" "}
      <span className="tree-job-spark" title={hover}>
        <Sparkline runs={job.recent} height={14} barWidth={3} gap={1} bars={14} />
      </span>
      <span className="tree-job-end">
        <span className={`tree-job-note is-${mark}`} title={hover}>
          {note}
        </span>
        <span className="tree-job-actions">{withActions && <JobActions job={job} tabIndex={tabIndex} />}</span>
      </span>
    </div>
  );
});

function JobActions({ job, tabIndex }: { readonly job: Line; readonly tabIndex: number }) {
  return (
    <>
      <Action command="jobs.run" subject={job.taskId} label={`Run ${job.title} now`} tabIndex={tabIndex} />
      <Action
        command={job.paused ? "jobs.resume" : "jobs.pause"}
        subject={job.taskId}
        label={`${job.paused ? "Resume" : "Pause"} ${job.title}`}
        tabIndex={tabIndex}
      />
    </>
  );
}
