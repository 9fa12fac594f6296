import { type MouseEvent, memo } from "react";
import type { RunSummary } from "../../../../jobs/model/read-models.ts";
import { Mark } from "../../../components/mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { Took } from "../../../components/took.tsx";
import { firstLine, marks, resultLine, runMark, triggerWord } from "../../../format/words.ts";

type RunRowProps = {
  readonly run: RunSummary;
  readonly index: number;
  readonly current: boolean;
  readonly selected: boolean;
  readonly onPick: (run: RunSummary, event: MouseEvent) => void;
  readonly onOpen: (run: RunSummary) => void;
};

export const RunRow = memo(function RunRow({ run, index, current, selected, onPick, onOpen }: RunRowProps) {
  const mark = runMark(run);
  const at = run.startedAt ?? run.createdAt;
  const result = resultText(run);
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useKeyWithClickEvents: a row of a virtual grid, which handles the keys
    <div
      className={selected ? "runs-row is-selected" : "runs-row"}
      role="row"
      id={`runs-row-${run.id}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={current ? 0 : -1}
      data-first-stop={current}
      onClick={(event) => onPick(run, event)}
      onDoubleClick={() => onOpen(run)}
    >
      <Cell name="state">
        <Mark mark={mark} />
      </Cell>
      <Cell name="job" title={run.taskTitle}>
        {run.taskTitle}
      </Cell>
      <Cell name="when">
        <TimeText at={at} write={(times, now) => times.dayClock(at, now)} />
      </Cell>
      <Cell name="why">{triggerWord(run.trigger)}</Cell>
      <Cell name="took">
        <Took run={run} />
      </Cell>
      <Cell name="tries">{run.attempts}</Cell>
      <Cell name="tags" title={run.tags.join(", ")}>
        {run.tags.join(", ")}
      </Cell>
      <Cell name="result" title={result}>
        <span className={`is-${mark}`}>{result === "" ? marks[mark] : result}</span>
      </Cell>
    </div>
  );
});

function resultText(run: RunSummary): string {
  const { progress } = run;
  if (run.status === "active" && progress) return firstLine(progress.label ?? `${progress.done} of ${progress.total}`);
  return resultLine(run);
}

type CellProps = { readonly name: string; readonly children: React.ReactNode; readonly title?: string };

function Cell({ name, children, title }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the row is the stop, not each cell
    <span className={`runs-cell runs-${name}`} role="gridcell" title={title}>
      {children}
    </span>
  );
}
