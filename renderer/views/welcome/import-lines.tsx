import { useId } from "react";
import type { TakeOverEntry, TakeOverPlan } from "../../../jobs/model/take-over.ts";
import { Icon } from "../../components/icon.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { useApp } from "../../workbench/app-context.tsx";
import { type Choice, firstChoice, openEntries, toggled } from "./choice.ts";

type ImportLinesProps = {
  readonly plan: TakeOverPlan;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
};

/** Every line that can be taken over, to choose from. */
export function ImportLines({ plan, choice, onChoose }: ImportLinesProps) {
  const open = openEntries(plan);
  const all = open.length > 0 && open.every(({ importKey }) => choice.has(importKey));
  const some = choice.size > 0 && !all;
  return (
    <table className="import-lines">
      <thead>
        <tr>
          <th scope="col">
            <input
              type="checkbox"
              className="checkbox"
              aria-label="All lines"
              checked={all}
              disabled={open.length === 0}
              ref={(box) => {
                if (box) box.indeterminate = some;
              }}
              onChange={() => onChoose(all ? new Set() : firstChoice(plan))}
            />
          </th>
          <th scope="col">Command</th>
          <th scope="col">When</th>
          <th scope="col">Next</th>
        </tr>
      </thead>
      <tbody>
        {plan.entries.map((entry) => (
          <Line
            key={entry.importKey}
            entry={entry}
            chosen={choice.has(entry.importKey)}
            onToggle={() => onChoose(toggled(choice, entry.importKey))}
          />
        ))}
      </tbody>
    </table>
  );
}

type LineProps = { readonly entry: TakeOverEntry; readonly chosen: boolean; readonly onToggle: () => void };

function Line({ entry, chosen, onToggle }: LineProps) {
  const id = useId();
  const { file, line, command, meaning, zone, next, notes } = entry;
  const [first] = next;
  return (
    <tr>
      <td>
        {entry.state === "planned" ? (
          <input id={id} type="checkbox" className="checkbox" checked={chosen} onChange={onToggle} />
        ) : (
          <StateIcon state={entry.state} />
        )}
      </td>
      <td>
        <label htmlFor={id} className="import-command" title={file === null ? `Line ${line}` : `${file}:${line}`}>
          {command}
        </label>
        <Became entry={entry} />
        {notes.map((note) => (
          <p key={note} className="import-note">
            <Icon name="info" /> {note}
          </p>
        ))}
      </td>
      <td title={`${entry.when} (${zone})`}>{meaning}</td>
      <td>
        {first !== undefined && <TimeText at={first} zone={zone} write={(times, now) => times.dayShort(first, now)} />}
      </td>
    </tr>
  );
}

const icons = { planned: "circle-large-outline", created: "pass", there: "check", failed: "error" } as const;

function StateIcon({ state }: Pick<TakeOverEntry, "state">) {
  return <Icon name={icons[state]} className={state === "failed" ? "is-failed" : "is-done"} />;
}

/** What a line has become, with the way there. */
function Became({ entry }: { readonly entry: TakeOverEntry }) {
  const { open } = useApp();
  const { state, scheduleId, problem } = entry;
  if (state === "failed") return <p className="field-problem">Refused: {problem}</p>;
  if (state === "planned" || scheduleId === null) return null;
  const job = scheduleId.split(":")[0] ?? "";
  return (
    <p className="import-note">
      {state === "created" ? "Made now." : "Taken over before."}{" "}
      <button type="button" className="link" onClick={() => open({ kind: "job", id: job })}>
        Show its job
      </button>
    </p>
  );
}

/** What stays behind, with the reason. */
export function LinesLeft({ lines }: { readonly lines: TakeOverPlan["notTaken"] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h4 className="section-title">Stays behind</h4>
      <ul className="import-left">
        {lines.map(({ file, line, text, reason }) => (
          <li key={`${file}:${line}:${text}`}>
            <code>{text}</code>
            <span className="import-place">{file === null ? `line ${line}` : `${file}:${line}`}</span>
            <p>{reason}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
