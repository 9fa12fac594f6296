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
};

export function LogTools(props: LogToolsProps) {
  const { level, onLevel, query, onQuery, onStep, matchesOnly, onMatchesOnly, found, onCopy } = props;
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
      <button
        type="button"
        className="action"
        aria-pressed={matchesOnly}
        aria-label="Show only lines that match"
        title="Show only lines that match"
        onClick={() => onMatchesOnly(!matchesOnly)}
      >
        <Icon name="list-filter" />
      </button>
      <button
        type="button"
        className="action"
        aria-label="Copy the shown lines"
        title="Copy the shown lines"
        onClick={onCopy}
      >
        <Icon name="copy" />
      </button>
    </div>
  );
}
