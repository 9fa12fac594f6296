import type { EngineStatus } from "../../../jobs/model/read-models/host.ts";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import type { TimeFormat } from "../../format/time.ts";
import { firstLine } from "../../format/words.ts";

type WaitOptions = {
  readonly engine: Pick<EngineStatus, "paused" | "pausedUntil">;
  /** Its task is: then what is run by hand waits, too. */
  readonly jobPaused: boolean;
  readonly times: TimeFormat;
  readonly now: number;
};

/** What a run waits for, in a sentence or two: the end of the pause, the time of its next try, or its turn. */
export function waitWords(
  run: Pick<RunSummary, "status" | "attempts" | "maxAttempts" | "dueAt" | "error">,
  { engine, jobPaused, times, now }: WaitOptions,
): string {
  const next = run.status === "retry" ? retryWords(run, times, now) : null;
  if (engine.paused || jobPaused) {
    const what = engine.paused ? allPausedWords(engine, times, now) : "this job is paused";
    return `Waiting: ${what}.${next === null ? "" : ` ${next}`}`;
  }
  if (next !== null) return next;
  return run.dueAt > now ? `Waiting until ${timeOf(times.dayClock(run.dueAt, now))}.` : "Waiting for its turn.";
}

/** "all jobs are paused until 21:48" */
export function allPausedWords(
  { pausedUntil }: Pick<EngineStatus, "pausedUntil">,
  times: TimeFormat,
  now: number,
): string {
  return `all jobs are paused${pausedUntil === null ? "" : ` until ${times.moment(pausedUntil, now)}`}`;
}

function retryWords(run: Parameters<typeof waitWords>[0], times: TimeFormat, now: number): string {
  const at = run.dueAt > now ? `at ${timeOf(times.dayClock(run.dueAt, now))}` : "as soon as there is a place";
  const why = run.error ? `, after: ${firstLine(run.error.message)}` : "";
  return `Try ${run.attempts + 1} of ${run.maxAttempts} ${at}${why}.`.replace(/([.!?])\.$/, "$1");
}

/** Nearly all tries are today, and then the time says it. */
function timeOf(dayClock: string): string {
  return dayClock.replace(/^Today /, "");
}
