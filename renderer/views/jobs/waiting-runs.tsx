import { useCallback, useEffect } from "react";
import type { Line } from "../../../jobs/model/lines.ts";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { Button, CommandButton } from "../../components/button.tsx";
import { Mark } from "../../components/mark.tsx";
import { counted } from "../../format/number.ts";
import { runTitle } from "../../format/words.ts";
import { useResource } from "../../state/resource.ts";
import { useApp, useClient } from "../../workbench/app-context.tsx";
import { ResumeButton } from "../runs/resume-button.tsx";
import { useWaitWords } from "../runs/use-wait-words.ts";

/** More are counted. */
const shownRuns = 3;

/** The runs of a job that wait, each with what it waits for. */
export function WaitingRuns({ job }: { readonly job: Line }) {
  return job.queued === 0 ? null : <Waiting job={job} />;
}

function Waiting({ job }: { readonly job: Line }) {
  const client = useClient();
  const { session } = useApp();
  const { taskId } = job.script ?? job;
  const load = useCallback(
    (signal: AbortSignal) => client.runs.list({ taskId, states: ["created", "retry"], limit: 100 }, { signal }),
    [client, taskId],
  );
  const { data, reload } = useResource(load);
  useEffect(() => session.onRun((run) => run.taskId === taskId && reload()), [session, taskId, reload]);
  const scheduleId = job.script?.scheduleId;
  const runs = (data?.runs ?? []).filter((run) => scheduleId === undefined || run.scheduleId === scheduleId);
  return (
    <>
      {runs.slice(0, shownRuns).map((run, index) => (
        <WaitingRun key={run.id} run={run} isFirst={index === 0} />
      ))}
      {runs.length > shownRuns && (
        <p className="card-note">{counted(job.queued - shownRuns, "more run")} waiting: see the history.</p>
      )}
    </>
  );
}

function WaitingRun({ run, isFirst }: { readonly run: RunSummary; readonly isFirst: boolean }) {
  const { open } = useApp();
  const words = useWaitWords(run);
  return (
    <section className="active-run is-waiting" aria-label={`${runTitle(run.id)}, waiting`}>
      <Mark mark="waiting" decorative />
      <span className="active-run-wait">{words}</span>
      {isFirst && <ResumeButton taskId={run.taskId} />}
      <Button onClick={() => open({ kind: "run", id: run.id }, { preview: true })}>Open run</Button>
      <CommandButton command="runs.cancel" subject={run.id} />
    </section>
  );
}
