import { useMemo, useState } from "react";
import type { Attempt, RunDetail } from "../../../jobs/model/read-models/runs.ts";
import { Card } from "../../components/card.tsx";
import { Mark } from "../../components/mark.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { duration } from "../../format/duration.ts";
import { number } from "../../format/number.ts";
import { firstLine } from "../../format/words.ts";
import { type OutputList, readOutput } from "./run-output.ts";
import { ErrorSection } from "./sections/error-section.tsx";
import { isNothing, ValueSection } from "./sections/value-section.tsx";
import { WaterfallCard } from "./waterfall-card.tsx";

export function RunCards({ run }: { readonly run: RunDetail }) {
  const output = useMemo(() => readOutput(run.output), [run.output]);
  return (
    <>
      {run.error && run.status !== "completed" && <ErrorSection error={run.error} />}
      {run.summary !== null && run.status === "completed" && <p className="run-summary">{run.summary}</p>}
      <div className="cards run-cards">
        <WaterfallCard run={run} />
        {output.figures.length > 0 && (
          <Card title="Result">
            <dl className="figures">
              {output.figures.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </Card>
        )}
        {output.lists.map((list) => (
          <ListCard key={list.title} list={list} />
        ))}
        {run.attemptList.length > 0 && <TriesCard attempts={run.attemptList} />}
      </div>
      <div className="run-sections">
        {output.texts.map(({ title, text }) => (
          <ValueSection key={title} kind="text" title={title} value={text} />
        ))}
        {!isNothing(run.output) && (
          <ValueSection kind="output" title="Output" value={run.output} open={output.rest !== null} />
        )}
        <ValueSection kind="payload" title="Payload" value={run.payload} open={!isNothing(run.payload)} />
      </div>
    </>
  );
}

const shownEntries = 100;

function ListCard({ list }: { readonly list: OutputList }) {
  const [all, setAll] = useState(false);
  const shown = all ? list.entries : list.entries.slice(0, shownEntries);
  return (
    <Card title={`${list.title} (${number(list.entries.length)})`} className="list-card">
      <ul className="reasons">
        {shown.map(({ name, why }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that a task gave back may name a thing twice, and never changes
          <li key={index}>
            <span className="reason-name" title={name}>
              {name}
            </span>
            <span className="reason-why">{why}</span>
          </li>
        ))}
      </ul>
      {shown.length < list.entries.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show all {number(list.entries.length)}
        </button>
      )}
    </Card>
  );
}

function TriesCard({ attempts }: { readonly attempts: readonly Attempt[] }) {
  return (
    <Card title="Tries">
      <ol className="tries">
        {attempts.map((attempt) => (
          <li key={attempt.number}>
            <Mark mark={attempt.finishedAt === null ? "running" : attempt.error ? "failed" : "done"} />
            <span className="try-when">
              <TimeText at={attempt.startedAt} write={(times, now) => times.dayClock(attempt.startedAt, now)} />
            </span>
            <span className="try-took">
              {attempt.finishedAt === null ? "running" : duration(attempt.finishedAt - attempt.startedAt)}
            </span>
            {attempt.error && (
              <span className="try-error" title={attempt.error.message}>
                {firstLine(attempt.error.message)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
