import type { RunSummary } from "../../../jobs/model/read-models.ts";
import { Note } from "../../components/notes.tsx";
import { useLive } from "../../workbench/app-context.tsx";
import { ResumeButton } from "./resume-button.tsx";
import { useTaskPaused, useWaitWords } from "./use-wait-words.ts";

/** That a run waits for the end of a pause, and a way out of it; what else it waits for stands beneath its name. */
export function WaitNote({ run }: { readonly run: RunSummary }) {
  const allPaused = useLive((live) => live.engine.paused);
  const jobPaused = useTaskPaused(run.taskId);
  const words = useWaitWords(run);
  if (!(allPaused || jobPaused) || (run.status !== "created" && run.status !== "retry")) return null;
  return (
    <Note severity="warning" action={<ResumeButton taskId={run.taskId} />}>
      {words}
    </Note>
  );
}
