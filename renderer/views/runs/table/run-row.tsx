import { type MouseEvent, memo } from "react";
import type { RunSummary } from "../../../../jobs/model/read-models/runs.ts";
import { Mark } from "../../../components/mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { Took } from "../../../components/took.tsx";
import { firstLine, marks, resultLine, runMark, triggerWord } from "../../../format/words.ts";
import { contextMenu } from "../../../workbench/menus/open-menu.ts";
import { runFacts } from "../run-menus.ts";
import type { ColumnName } from "./columns.ts";

type RunRowProps = {
  readonly run: RunSummary;
  readonly index: number;
  /** The columns that there is room for. */
  readonly shown: readonly ColumnName[];
  readonly current: boolean;
  readonly selected: boolean;
  /** It is one of several that are selected: its menu is about all of them. */
  readonly many: boolean;
  readonly onPick: (run: RunSummary, event: MouseEvent) => void;
  readonly onOpen: (run: RunSummary) => void;
  /** Its menu is asked for. */
  readonly onMenu: (run: RunSummary) => void;
};

export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, index, shown, current, selected, many, onPick, onOpen, onMenu } = props;
  const mark = runMark(run);
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
      {...(many ? contextMenu("run-selection") : contextMenu("run-row", run.id, runFacts(run)))}
      onContextMenu={() => onMenu(run)}
      onClick={(event) => onPick(run, event)}
      onDoubleClick={() => onOpen(run)}
    >
      <Cell name="state">
        <Mark mark={mark} />
      </Cell>
      {shown.map((name) => (
        <ColumnCell key={name} name={name} run={run} />
      ))}
    </div>
  );
});

function ColumnCell({ name, run }: { readonly name: ColumnName; readonly run: RunSummary }) {
  switch (name) {
    case "job":
      return (
        <Cell name={name} title={run.taskTitle}>
          {run.taskTitle}
        </Cell>
      );
    case "when":
      return (
        <Cell name={name}>
          <WhenText at={run.startedAt ?? run.createdAt} />
        </Cell>
      );
    case "why":
      return <Cell name={name}>{triggerWord(run.trigger)}</Cell>;
    case "took":
      return (
        <Cell name={name}>
          <Took run={run} />
        </Cell>
      );
    case "tries":
      return <Cell name={name}>{run.attempts}</Cell>;
    case "tags":
      return (
        <Cell name={name} title={run.tags.join(", ")}>
          {run.tags.join(", ")}
        </Cell>
      );
    case "result":
      return <ResultCell run={run} />;
  }
}

function WhenText({ at }: { readonly at: number }) {
  return <TimeText at={at} write={(times, now) => times.dayClock(at, now)} />;
}

function ResultCell({ run }: { readonly run: RunSummary }) {
  const mark = runMark(run);
  const result = resultText(run);
  return (
    <Cell name="result" title={result}>
      <span className={`is-${mark}`}>{result === "" ? marks[mark] : result}</span>
    </Cell>
  );
}

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
