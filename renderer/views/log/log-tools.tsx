import type { ReactNode } from "react";
import { type LogLevel, logLevels } from "../../../jobs/model/log.ts";
import { FilterBox } from "../../components/filter-box.tsx";
import { Icon } from "../../components/icon.tsx";
import { number } from "../../format/number.ts";

const levelWords: Readonly<Record<LogLevel, string>> = {
  debug: "All levels",
  info: "Info and above",
  warn: "Warnings and errors",
  error: "Errors only",
};

type LogToolsProps = {
  readonly level: LogLevel;
  readonly onLevel: (level: LogLevel) => void;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly matchesOnly: boolean;
  readonly onMatchesOnly: (only: boolean) => void;
  /** Which hit of how many is shown; null while nothing is looked for. */
  readonly found: { readonly at: number; readonly count: number } | null;
  readonly onCopy: () => void;
  /** Null where there is no system to ask for a file. */
  readonly onSave: (() => void) | null;
  readonly wrap: boolean;
  readonly onWrap: (wrap: boolean) => void;
  readonly times: boolean;
  readonly onTimes: (times: boolean) => void;
  readonly actions?: ReactNode;
};

export function LogTools(props: LogToolsProps) {
  const { level, onLevel, query, onQuery, onStep, matchesOnly, onMatchesOnly, found } = props;
  return (
    <div className="log-tools">
      <select
        className="select"
        aria-label="Level"
        value={level}
        onChange={(event) => onLevel(logLevels.find((each) => each === event.target.value) ?? "debug")}
      >
        {logLevels.map((each) => (
          <option key={each} value={each}>
            {levelWords[each]}
          </option>
        ))}
      </select>
      <FilterBox label="Find in log" icon="search" value={query} onChange={onQuery} onStep={onStep} />
      <span className="log-found" role="status">
        {found && (found.count === 0 ? "No results" : `${number(found.at)} of ${number(found.count)}`)}
      </span>
      <Tool icon="arrow-up" label="Previous match (Shift+F3)" disabled={!found?.count} onClick={() => onStep(-1)} />
      <Tool icon="arrow-down" label="Next match (F3)" disabled={!found?.count} onClick={() => onStep(1)} />
      <Tool
        icon="list-filter"
        label="Show only lines that match"
        pressed={matchesOnly}
        onClick={() => onMatchesOnly(!matchesOnly)}
      />
      <Tool icon="word-wrap" label="Wrap long lines" pressed={props.wrap} onClick={() => props.onWrap(!props.wrap)} />
      <Tool icon="watch" label="Show times" pressed={props.times} onClick={() => props.onTimes(!props.times)} />
      <Tool icon="copy" label="Copy the shown lines" onClick={props.onCopy} />
      {props.onSave && <Tool icon="save" label="Save the log to a file…" onClick={props.onSave} />}
      {props.actions}
    </div>
  );
}

type ToolProps = {
  readonly icon: string;
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
};

function Tool({ icon, label, pressed, disabled = false, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className="action"
      aria-pressed={pressed}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
