import { useCallback } from "react";
import { Card } from "../../../components/card.tsx";
import { BarChart } from "../../../components/chart/bar-chart.tsx";
import { EditorPage } from "../../../components/editor-page.tsx";
import { Failed, Loading } from "../../../components/notes.tsx";
import { counted, number } from "../../../format/number.ts";
import { useApp, useClient, useLive } from "../../../workbench/app-context.tsx";
import { useContent } from "../use-content.ts";
import { dollars, useBudget } from "./budget.ts";

const days = 30;

/** What AI has cost on each of the last days, and which job has spent it. */
export function SpendEditor() {
  const client = useClient();
  const load = useCallback(
    async (signal: AbortSignal) => {
      const [byDay, byJob] = await Promise.all([
        client.content.spend.byDay({ days }, { signal }),
        client.content.spend.byJob({ days }, { signal }),
      ]);
      return { byDay, byJob };
    },
    [client],
  );
  const { data, phase, message, reload } = useContent(load);
  const { dailyUsd, monthlyUsd } = useBudget();
  if (!data && phase === "failed") return <Failed what="the AI spend" message={message ?? ""} onRetry={reload} />;
  if (!data) return <Loading what="the AI spend" />;
  const { total } = data.byDay;
  const dearest = data.byDay.days.reduce((most, day) => (day.costUsd > most.costUsd ? day : most), {
    day: "",
    costUsd: 0,
  });
  const summary =
    total.costUsd === 0
      ? `Nothing was spent in ${days} days.`
      : `${dollars(total.costUsd)} in ${days} days, most of it on ${dearest.day}: ${dollars(dearest.costUsd)}.`;
  return (
    <EditorPage editorKey="news-spend:">
      <header className="page-head">
        <div className="page-head-words">
          <h2 className="page-title">AI spend</h2>
          <p className="page-lead">
            {summary} {counted(total.calls, "call")}, {number(total.inputTokens)} tokens in,{" "}
            {number(total.outputTokens)} out. Plain methods on this computer cost nothing.
          </p>
        </div>
        <BudgetLink />
      </header>
      <Card title="By day">
        <BarChart
          title={`US dollars a day, ${data.byDay.from} to ${data.byDay.to}`}
          summary={summary}
          bars={data.byDay.days.map(({ day, costUsd }) => ({ key: day, label: day, value: costUsd }))}
          format={dollars}
          {...(dailyUsd > 0 ? { limit: { value: dailyUsd, label: `Daily budget ${dollars(dailyUsd)}` } } : {})}
          columns={["Day", "Cost"]}
        />
        {monthlyUsd > 0 && <p className="card-note">Monthly budget: {dollars(monthlyUsd)}.</p>}
      </Card>
      <ByJob jobs={data.byJob.jobs} />
    </EditorPage>
  );
}

type JobSpend = {
  readonly taskId: string;
  readonly calls: number;
  readonly costUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

function ByJob({ jobs }: { readonly jobs: readonly JobSpend[] }) {
  const { open } = useApp();
  const known = useLive((live) => live.jobs);
  return (
    <Card title="By job">
      {jobs.length === 0 ? (
        <p className="card-note">No job has asked a model yet.</p>
      ) : (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Job</th>
              <th scope="col">Calls</th>
              <th scope="col">Tokens in</th>
              <th scope="col">Tokens out</th>
              <th scope="col">Cost</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map(({ taskId, calls, inputTokens, outputTokens, costUsd }) => (
              <tr key={taskId}>
                <td>
                  <button
                    type="button"
                    className="link"
                    onClick={() => open({ kind: "job", id: taskId }, { preview: true })}
                  >
                    {known.find((job) => job.taskId === taskId)?.title ?? taskId}
                  </button>
                </td>
                <td>{number(calls)}</td>
                <td>{number(inputTokens)}</td>
                <td>{number(outputTokens)}</td>
                <td>{dollars(costUsd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function BudgetLink() {
  const { show } = useApp();
  return (
    <div className="page-actions">
      <button type="button" className="button is-secondary" onClick={() => show({ view: "settings", group: "ai" })}>
        Change the budgets…
      </button>
    </div>
  );
}
