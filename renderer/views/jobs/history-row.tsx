import { memo } from "react";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import type { Occurrence } from "../../../jobs/model/read-models/schedules.ts";
import { Mark } from "../../components/mark.tsx";
import { TimeText, useTimes } from "../../components/time-text.tsx";
import { Took } from "../../components/took.tsx";
import {
  firstLine,
  type Mark as MarkName,
  marks,
  occurrenceInWords,
  reasonInWords,
  resultLine,
  runMark,
  triggerWord,
} from "../../format/words.ts";
import type { HistoryRow } from "../../state/history-rows.ts";
import { useApp } from "../../workbench/app-context.tsx";
import { contextMenu } from "../../workbench/menus/open-menu.ts";
import { runFacts } from "../runs/run-menus.ts";

type HistoryRowProps = {
  readonly row: HistoryRow;
  readonly index: number;
  readonly current: boolean;
  readonly onFocus: (key: string) => void;
};

export const HistoryRowView = memo(function HistoryRowView({ row, index, current, onFocus }: HistoryRowProps) {
  const { open } = useApp();
  const run = row.kind === "run" ? row.run : null;
  const mark = run ? runMark(run) : slotMark(row.occurrence);
  const show = (preview: boolean) => run && open({ kind: "run", id: run.id }, { preview });
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useKeyWithClickEvents: a row of a virtual grid, which handles the keys
    <div
      className={run ? "history-row" : "history-row is-slot"}
      role="row"
      aria-rowindex={index + 2}
      {...(run ? contextMenu("run-row", run.id, runFacts(run)) : {})}
      tabIndex={current ? 0 : -1}
      onFocus={() => onFocus(row.key)}
      onClick={() => show(true)}
      onDoubleClick={() => show(false)}
    >
      <Cell name="state">
        <Mark mark={mark} />
      </Cell>
      <Cell name="when">
        <TimeText at={row.at} write={(times, now) => times.dayClock(row.at, now)} />
        {run && <DueNote run={run} />}
      </Cell>
      <Cell name="why">{run ? triggerWord(run.trigger) : "schedule"}</Cell>
      <Cell name="took">{run ? <Took run={run} /> : "–"}</Cell>
      {run ? <RunResult run={run} occurrence={row.occurrence} mark={mark} /> : <SlotResult row={row} />}
      <Cell name="tries">{run ? run.attempts : "–"}</Cell>
    </div>
  );
});

function Cell({
  name,
  children,
  title,
}: {
  readonly name: string;
  readonly children: React.ReactNode;
  readonly title?: string;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the row is the stop, not each cell
    <span className={`history-${name}`} role="gridcell" title={title}>
      {children}
    </span>
  );
}

function slotMark(occurrence: Occurrence | null): MarkName {
  return occurrence?.outcome === "skipped" ? "passed" : "missed";
}

/** A run that was caught up names the time that it stands for. */
function DueNote({ run }: { readonly run: RunSummary }) {
  const times = useTimes();
  if (run.trigger !== "catch-up" || run.scheduledAt === null) return null;
  return (
    <span className="history-due" title={`Due ${times.full(run.scheduledAt)}`}>
      {" "}
      (due {times.clock(run.scheduledAt)})
    </span>
  );
}

type RunResultProps = { readonly run: RunSummary; readonly occurrence: Occurrence | null; readonly mark: MarkName };

function RunResult({ run, occurrence, mark }: RunResultProps) {
  // One that begins late says why, and one that waits what for.
  const isLate = occurrence?.outcome === "ran-late" || occurrence?.outcome === "pending";
  const late = isLate && occurrence.reason !== null ? reasonInWords(occurrence.reason) : "";
  const { progress } = run;
  const live = progress ? firstLine(progress.label ?? `${progress.done} of ${progress.total}`) : "";
  const result = run.status === "active" ? live : resultLine(run);
  const text = [late, result === "" ? marks[mark] : result].filter((part) => part !== "").join(" · ");
  return (
    <Cell name="result" title={text}>
      <span className={`is-${mark}`}>{text}</span>
    </Cell>
  );
}

function SlotResult({ row }: { readonly row: HistoryRow }) {
  const text = row.occurrence ? occurrenceInWords(row.occurrence) : "";
  return (
    <Cell name="result" title={text}>
      {text}
    </Cell>
  );
}
