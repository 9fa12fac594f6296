import { lineIdOf, lineOf } from "../../../jobs/model/lines.ts";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";
import { Mark } from "../../components/mark.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { countdown, duration, elapsed } from "../../format/duration.ts";
import { capitalised, marks, runMark, runTitle, triggerWord } from "../../format/words.ts";
import { useApp, useLive, useTimeText } from "../../workbench/app-context.tsx";
import { ResumeButton } from "./resume-button.tsx";
import { useIsPaused, useWaitWords } from "./use-wait-words.ts";

/** What it was and how it stands. */
export function RunHead({ run }: { readonly run: RunDetail }) {
  const { open } = useApp();
  const job = useLive((live) => lineOf(live, lineIdOf(live, run)));
  const mark = runMark(run);
  const at = run.startedAt ?? run.createdAt;
  return (
    <div className="page-head-words">
      <div className="run-title">
        <Mark mark={mark} />
        <h2 className="page-title">{runTitle(run.id)}</h2>
        <p className="run-origin">
          <button
            type="button"
            className="link"
            onClick={() => open({ kind: "job", id: job?.taskId ?? run.taskId }, { preview: true })}
          >
            {job?.title ?? run.taskTitle}
          </button>
          {" · "}
          <TimeText at={at} write={(times, now) => times.dayClock(at, now)} />
          {" · "}
          {run.startedBy ? (
            <>
              started by {run.startedBy.taskTitle}, <RunLink runId={run.startedBy.id} />
            </>
          ) : (
            triggerWord(run.trigger)
          )}
          {run.retryOf !== null && (
            <>
              {" · repeats "}
              <RunLink runId={run.retryOf} />
            </>
          )}
          {run.demo && " · demo"}
        </p>
      </div>
      <p className="page-lead">
        <span role="status">
          <StateLine run={run} />
        </span>
        {waits(run) && (
          <>
            {" "}
            <ResumeButton taskId={run.taskId} asLink />
          </>
        )}
      </p>
    </div>
  );
}

/** Opens another run; with Alt beside this one. */
function RunLink({ runId }: { readonly runId: string }) {
  const { open } = useApp();
  const show = ({ altKey }: { readonly altKey: boolean }) =>
    open({ kind: "run", id: runId }, { preview: true, toSide: altKey });
  return (
    <button type="button" className="link" onClick={show}>
      {runTitle(runId)}
    </button>
  );
}

/** "Completed in 2 m 41 s, try 1 of 3. Usually 2 m 20 s (9 of 10 within 3 m 05 s)." */
function StateLine({ run }: { readonly run: RunDetail }) {
  const live = useTimeText((now) => liveWords(run, now));
  const held = useWaitWords(run);
  const isPaused = useIsPaused(run.taskId);
  if (isPaused && waits(run)) return held;
  const tries = run.maxAttempts > 1 && run.attempts > 0 ? `, try ${run.attempts} of ${run.maxAttempts}` : "";
  const usual = run.usualMs
    ? ` Usually ${duration(run.usualMs.p50)} (9 of 10 within ${duration(run.usualMs.p90)}).`
    : "";
  return `${live}${tries}.${usual}`;
}

function waits({ status }: RunDetail): boolean {
  return status === "created" || status === "retry";
}

function liveWords(run: RunDetail, now: number): string {
  switch (run.status) {
    case "active":
      return `Running for ${elapsed(now - (run.startedAt ?? now))}`;
    case "created":
      return run.dueAt > now ? `Waiting, starts in ${countdown(run.dueAt - now)}` : "Waiting";
    case "retry":
      return run.dueAt > now ? `Failed, tries again in ${countdown(run.dueAt - now)}` : "Failed, about to try again";
    default:
      return capitalised(run.durationMs === null ? marks[runMark(run)] : endedWords(run, run.durationMs));
  }
}

function endedWords(run: RunDetail, took: number): string {
  const word =
    run.status === "completed" ? marks[runMark(run)].replace("caught up", "completed, caught up") : run.status;
  return `${word} ${run.status === "completed" ? "in" : "after"} ${duration(took)}`;
}
