import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { Button, CommandButton } from "../../components/button.tsx";
import { Mark } from "../../components/mark.tsx";
import { ProgressBar } from "../../components/progress-bar.tsx";
import { elapsed } from "../../format/duration.ts";
import { runTitle } from "../../format/words.ts";
import { useApp, useTimeText } from "../../workbench/app-context.tsx";

/** A run that is under way, on the page of its job. */
export function ActiveRun({ run }: { readonly run: RunSummary }) {
  const { open } = useApp();
  const time = useTimeText((now) => elapsed(now - (run.startedAt ?? now)));
  return (
    <section className="active-run" aria-label={`${runTitle(run.id)}, running`}>
      <Mark mark="running" decorative />
      <span className="active-run-time">
        Running for <span className="tabular">{time}</span>
        {run.attempts > 1 && `, try ${run.attempts} of ${run.maxAttempts}`}
      </span>
      <div className="active-run-progress">
        <ProgressBar progress={run.progress} />
      </div>
      <Button onClick={() => open({ kind: "run", id: run.id }, { preview: true })}>Open run</Button>
      <CommandButton command="runs.cancel" subject={run.id} />
    </section>
  );
}
