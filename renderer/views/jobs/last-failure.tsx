import type { Line } from "../../../jobs/model/lines.ts";
import { Button, CommandButton } from "../../components/button.tsx";
import { Note } from "../../components/notes.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { resultLine, runMark } from "../../format/words.ts";
import { useApp } from "../../workbench/app-context.tsx";

/** Why the last run failed, with the ways to find out more and to mend it; nothing while it did not. */
export function LastFailure({ job }: { readonly job: Line }) {
  const { show } = useApp();
  const { last } = job;
  if (!last || runMark(last) !== "failed") return null;
  const at = last.finishedAt ?? last.createdAt;
  const action = (
    <div className="last-failure-actions">
      <Button onClick={() => show({ view: "run", runId: last.id })}>Show log</Button>
      {job.script && <CommandButton command="jobs.edit" subject={job.taskId} label="Edit job" />}
    </div>
  );
  return (
    <Note severity="error" action={action}>
      <strong>
        Failed <TimeText at={at} write={(times, now) => times.dayShort(at, now)} />
      </strong>
      <p className="last-failure-cause">{resultLine(last) || "It did not say why."}</p>
    </Note>
  );
}
