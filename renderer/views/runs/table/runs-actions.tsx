import type { ReactNode } from "react";
import type { RunSummary } from "../../../../jobs/model/read-models/runs.ts";
import { Icon } from "../../../components/icon.tsx";
import { number } from "../../../format/number.ts";
import { type BulkKind, fitting } from "./bulk.ts";

type RunsActionsProps = {
  readonly count: number;
  readonly chosen: readonly RunSummary[];
  readonly onAct: (kind: BulkKind) => void;
  readonly onCopy: (format: "csv" | "json") => void;
  readonly children: ReactNode;
};

/** What can be done with the chosen runs, each with to how many; copying takes all that are loaded when none is chosen. */
export function RunsActions({ count, chosen, onAct, onCopy, children }: RunsActionsProps) {
  const [ending, again] = [fitting("cancel", chosen).length, fitting("retry", chosen).length];
  const what = chosen.length > 0 ? `the ${number(chosen.length)} selected` : `all ${number(count)} loaded`;
  return (
    <div className="runs-actions" role="toolbar" aria-label="Selected runs">
      {children}
      <span className="runs-tools">
        <Tool icon="debug-restart" disabled={again === 0} onClick={() => onAct("retry")}>
          {again > 1 ? `Run ${number(again)} again` : "Run again"}
        </Tool>
        <Tool icon="debug-stop" disabled={ending === 0} onClick={() => onAct("cancel")}>
          {ending > 1 ? `Cancel ${number(ending)}` : "Cancel"}
        </Tool>
        <Tool icon="copy" disabled={count === 0} title={`Copy ${what} as CSV`} onClick={() => onCopy("csv")}>
          CSV
        </Tool>
        <Tool icon="json" disabled={count === 0} title={`Copy ${what} as JSON`} onClick={() => onCopy("json")}>
          JSON
        </Tool>
      </span>
    </div>
  );
}

type ToolProps = {
  readonly icon: string;
  readonly disabled: boolean;
  readonly title?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

function Tool({ icon, disabled, title, onClick, children }: ToolProps) {
  return (
    <button type="button" className="runs-tool" disabled={disabled} title={title} aria-label={title} onClick={onClick}>
      <Icon name={icon} />
      {children}
    </button>
  );
}
