import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { useTimes } from "../../components/time-text.tsx";
import { useLive, useTimeText } from "../../workbench/app-context.tsx";
import { waitWords } from "./wait-words.ts";

/** Whether a task is paused: none of its runs begins then, also none that is run by hand. */
export function useTaskPaused(taskId: string): boolean {
  return useLive((live) => live.jobs.find((job) => job.taskId === taskId)?.paused === true);
}

/** Whether no run of a task begins: it is paused, or all are. */
export function useIsPaused(taskId: string): boolean {
  const allPaused = useLive((live) => live.engine.paused);
  return useTaskPaused(taskId) || allPaused;
}

/** What a run waits for, as it stands now. */
export function useWaitWords(run: RunSummary): string {
  const engine = useLive((live) => live.engine);
  const jobPaused = useTaskPaused(run.taskId);
  const times = useTimes();
  return useTimeText((now) => waitWords(run, { engine, jobPaused, times, now }));
}
