import { useState } from "react";
import type { HoldingsImport } from "../../../../jobs/model/content/portfolio-views.ts";
import { Button } from "../../../components/button.tsx";
import { Card } from "../../../components/card.tsx";
import { FilePicker } from "../../../components/file-picker.tsx";
import { Note } from "../../../components/notes.tsx";
import { counted, number } from "../../../format/number.ts";
import { explain } from "../../../state/errors.ts";
import { useApp, useClient } from "../../../workbench/app-context.tsx";

type Read = { readonly name: string; readonly csv: string; readonly found: HoldingsImport };

/** Brings holdings in from a CSV file: what it says is shown first, and applied when the user agrees. */
export function ImportHoldings({ onDone }: { readonly onDone: () => void }) {
  const client = useClient();
  const { notices } = useApp();
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const look = (name: string, csv: string) =>
    attempt(async () => setRead({ name, csv, found: await client.content.portfolio.importHoldings({ csv }) }));
  const apply = ({ csv, found }: Read) =>
    attempt(async () => {
      const skipProblems = found.problems.length > 0;
      const { holdings } = await client.content.portfolio.importHoldings({ csv, apply: true, skipProblems });
      notices.info(`${counted(holdings.length, "holding")} were taken over.`);
      onDone();
    });
  return (
    <Card title="Import holdings">
      <p className="card-note">
        A CSV file with the columns <code>symbol, quantity, cost, currency</code> and, if you like, <code>sector</code>.
      </p>
      <FilePicker label="Choose a CSV file…" accept=".csv,text/csv,text/plain" onText={look} onProblem={setProblem} />
      {problem !== null && <Note severity="error">{problem}</Note>}
      {read && <Preview read={read} onApply={() => void apply(read)} onCancel={() => setRead(null)} />}
    </Card>
  );
}

type PreviewProps = { readonly read: Read; readonly onApply: () => void; readonly onCancel: () => void };

function Preview({ read: { name, found }, onApply, onCancel }: PreviewProps) {
  const { holdings, removed, problems } = found;
  const many = (change: string) => holdings.filter((each) => each.change === change).length;
  const words = `${name}: ${many("added")} new, ${many("changed")} changed, ${many("same")} as before, ${removed.length} no longer held.`;
  return (
    <div className="import-preview" role="status">
      <p>{words}</p>
      {problems.length > 0 && (
        <ul className="import-problems" aria-label="Problems">
          {problems.map(({ line, message }) => (
            <li key={`${line} ${message}`}>
              {line > 0 && <b>Line {line}: </b>}
              {message}
            </li>
          ))}
        </ul>
      )}
      <ul className="import-rows" aria-label="Holdings in the file">
        {holdings.slice(0, 200).map(({ symbol, quantity, cost, currency, sector, change }) => (
          <li key={`${symbol} ${currency}`}>
            <span className="tag">{change}</span> <b>{symbol}</b> {number(quantity)} at {number(cost)} {currency}
            {sector !== null && <span className="dim"> · {sector}</span>}
          </li>
        ))}
      </ul>
      {removed.length > 0 && <p className="card-note">No longer held: {removed.join(", ")}</p>}
      <div className="form-buttons">
        <Button primary disabled={holdings.length === 0} onClick={onApply}>
          {problems.length > 0 ? "Take over without the lines that have problems" : "Take over"}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  );
}
