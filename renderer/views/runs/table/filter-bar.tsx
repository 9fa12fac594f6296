import { type KeyboardEvent, memo, useId, useMemo, useRef, useState } from "react";
import { linesOf } from "../../../../jobs/model/lines.ts";
import { runTriggers } from "../../../../jobs/model/read-models/runs.ts";
import { runStates } from "../../../../jobs/model/run-state.ts";
import { longestFilter } from "../../../components/filter-box.tsx";
import { Icon } from "../../../components/icon.tsx";
import { nextIndex } from "../../../components/roving.ts";
import { useLive } from "../../../workbench/app-context.tsx";
import { completionsOf, type FilterKey, parseQuery, printQuery, type RunQuery } from "./filter-language.ts";

const times = ["1h", "24h", "today", "yesterday", "7d", "30d"] as const;

type FilterBarProps = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problems: readonly string[];
  readonly tags: readonly string[];
  /** The reader goes down into the rows. */
  readonly onLeave: () => void;
};

/** One line to type a filter into, with what may be meant beneath it, and menus that write the same line. */
export function FilterBar({ text, onText, problems, tags, onLeave }: FilterBarProps) {
  const jobs = useLive(linesOf);
  const known = useMemo(
    (): Readonly<Record<FilterKey, readonly string[]>> => ({
      ...{ state: runStates, why: runTriggers, since: times, until: times, tag: tags },
      job: [...new Set(jobs.map(({ title }) => title))],
    }),
    [jobs, tags],
  );
  const { query } = parseQuery(text);
  const put = (change: Partial<RunQuery>) => onText(printQuery({ ...query, ...change }));
  return (
    <div className="runs-filter-bar">
      <FilterInput text={text} onText={onText} known={known} problems={problems} onLeave={onLeave} />
      <Menu
        label="State"
        values={runStates}
        chosen={query.states}
        onChoose={(state) => put({ states: runStates.filter((each) => each === state) })}
      />
      <Menu
        label="Job"
        values={known.job}
        chosen={query.jobs}
        onChoose={(job) => put({ jobs: job === "" ? [] : [job] })}
      />
      <Menu
        label="Why"
        values={runTriggers}
        chosen={query.triggers}
        onChoose={(trigger) => put({ triggers: runTriggers.filter((each) => each === trigger) })}
      />
      <Menu
        label="Since"
        values={times}
        chosen={query.since === null ? [] : [query.since]}
        onChoose={(since) => put({ since: since === "" ? null : since })}
      />
    </div>
  );
}

type MenuProps = {
  readonly label: string;
  readonly values: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (value: string) => void;
};

function Menu({ label, values, chosen, onChoose }: MenuProps) {
  const [only] = chosen;
  const value = chosen.length > 1 ? "…" : (only ?? "");
  return (
    <select
      className={value === "" ? "select" : "select is-chosen"}
      aria-label={label}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">{label}: any</option>
      {value === "…" && <option value="…">{chosen.join(", ")}</option>}
      {value !== "" && value !== "…" && !values.includes(value) && <option value={value}>{value}</option>}
      <Options values={values} />
    </select>
  );
}

/** Hundreds of jobs are not to be drawn anew with each letter that is typed. */
const Options = memo(function Options({ values }: Pick<MenuProps, "values">) {
  return values.map((each) => (
    <option key={each} value={each}>
      {each}
    </option>
  ));
});

type FilterInputProps = Pick<FilterBarProps, "text" | "onText" | "problems" | "onLeave"> & {
  readonly known: Readonly<Record<FilterKey, readonly string[]>>;
};

function FilterInput({ text, onText, known, problems, onLeave }: FilterInputProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState(-1);
  const { start, completions } = useMemo(() => completionsOf(text, known), [text, known]);
  const shown = open ? completions : [];

  const accept = (index: number) => {
    const completion = shown[index];
    if (!completion) return;
    onText(text.slice(0, start) + completion.text);
    setPicked(-1);
    // A name is followed by its values.
    setOpen(completion.text.endsWith(":"));
    input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, { index: picked, count: shown.length, orientation: "vertical" });
    if (event.key === "ArrowDown" && shown.length === 0) onLeave();
    else if (next !== undefined && event.key.startsWith("Arrow")) setPicked(next);
    else if ((event.key === "Enter" || event.key === "Tab") && picked >= 0) accept(picked);
    else if (event.key === "Enter") setOpen(false);
    else if (event.key === "Escape" && shown.length > 0) setOpen(false);
    else if (event.key === "Escape" && text !== "") onText("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="runs-filter-field">
      <div className="filter-box">
        <Icon name="filter" />
        <input
          ref={input}
          type="text"
          className="filter-input"
          maxLength={longestFilter}
          role="combobox"
          aria-label="Filter runs"
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={picked >= 0 && shown.length > 0 ? `${id}-${picked}` : undefined}
          aria-autocomplete="list"
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
          placeholder="Filter (e.g. timeout, state:failed, job:sync, since:yesterday)"
          value={text}
          spellCheck={false}
          onChange={(event) => {
            onText(event.target.value);
            setOpen(true);
            setPicked(-1);
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={press}
        />
        {text !== "" && (
          <button type="button" className="action" aria-label="Clear" title="Clear (Escape)" onClick={() => onText("")}>
            <Icon name="close" />
          </button>
        )}
      </div>
      {shown.length > 0 && (
        <div className="runs-completions" role="listbox" id={`${id}-list`} aria-label="What may be meant">
          {shown.map((completion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field keeps the focus and handles the keys
            <div
              key={completion.text}
              role="option"
              id={`${id}-${index}`}
              aria-selected={index === picked}
              className={index === picked ? "runs-completion is-picked" : "runs-completion"}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => accept(index)}
            >
              {completion.label}
            </div>
          ))}
        </div>
      )}
      {problems.length > 0 && (
        <p className="runs-filter-problems" id={`${id}-problems`} role="status">
          {problems.join(" ")}
        </p>
      )}
    </div>
  );
}
