import { Button } from "../../components/button.tsx";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { useTaskPaused } from "./use-wait-words.ts";

/** Ends what keeps the runs of a task from beginning: the pause of all jobs, else that of the task. Nothing while there is none. */
export function ResumeButton({ taskId }: { readonly taskId: string }) {
  const { commands } = useApp();
  const allPaused = useLive((live) => live.engine.paused);
  const jobPaused = useTaskPaused(taskId);
  if (allPaused) return <Button onClick={() => commands.execute("engine.resume")}>Resume all</Button>;
  return jobPaused ? <Button onClick={() => commands.execute("jobs.resume", taskId)}>Resume job</Button> : null;
}
