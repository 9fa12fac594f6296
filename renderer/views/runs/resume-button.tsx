import { Button } from "../../components/button.tsx";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { useTaskPaused } from "./use-wait-words.ts";

type ResumeButtonProps = {
  readonly taskId: string;
  /** In a sentence, and not beside it. */
  readonly asLink?: boolean;
};

/** Ends what keeps the runs of a task from beginning: the pause of all jobs, else that of the task. Nothing while there is none. */
export function ResumeButton({ taskId, asLink = false }: ResumeButtonProps) {
  const { commands } = useApp();
  const allPaused = useLive((live) => live.engine.paused);
  const jobPaused = useTaskPaused(taskId);
  if (!(allPaused || jobPaused)) return null;
  const label = allPaused ? "Resume all" : "Resume job";
  const resume = () => (allPaused ? commands.execute("engine.resume") : commands.execute("jobs.resume", taskId));
  if (!asLink) return <Button onClick={resume}>{label}</Button>;
  return (
    <button type="button" className="link" onClick={resume}>
      {label}
    </button>
  );
}
