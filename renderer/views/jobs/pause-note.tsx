import type { Line } from "../../../jobs/model/lines.ts";
import { Note } from "../../components/notes.tsx";
import { useTimes } from "../../components/time-text.tsx";
import { useLive, useTimeText } from "../../workbench/app-context.tsx";
import { ResumeButton } from "../runs/resume-button.tsx";
import { useTaskPaused } from "../runs/use-wait-words.ts";
import { allPausedWords } from "../runs/wait-words.ts";

/** That nothing of a job begins, also not what is run by hand, and a way out of it. A run that waits already says it itself. */
export function PauseNote({ job }: { readonly job: Line }) {
  const { taskId } = job.script ?? job;
  const engine = useLive((live) => live.engine);
  const jobPaused = useTaskPaused(taskId);
  const times = useTimes();
  const all = useTimeText((now) => allPausedWords(engine, times, now));
  if (job.queued > 0 || !(engine.paused || jobPaused)) return null;
  const what = engine.paused ? `${all.charAt(0).toUpperCase()}${all.slice(1)}` : "This job is paused";
  const end = !engine.paused ? "it goes on" : engine.pausedUntil === null ? "they go on" : "then";
  return (
    <Note severity="warning" action={<ResumeButton taskId={taskId} />}>
      {what}. What you run now waits until {end}.
    </Note>
  );
}
