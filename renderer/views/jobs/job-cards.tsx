import { useCallback } from "react";
import type { Line } from "../../../jobs/model/lines.ts";
import type { ScheduleView } from "../../../jobs/model/read-models/schedules.ts";
import { Card } from "../../components/card.tsx";
import { Mark } from "../../components/mark.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { duration } from "../../format/duration.ts";
import { capitalised, marks, resultLine, runMark, slownessWords } from "../../format/words.ts";
import { useResource } from "../../state/resource.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { NextTimes } from "../schedules/next-times.tsx";
import { DaysCard } from "./days-card.tsx";
import { NextCard } from "./next-card.tsx";
import type { ScheduledJob } from "./scheduled-job.ts";

export function JobCards({ job, schedules }: ScheduledJob) {
  return (
    <div className="cards job-cards">
      <NextCard job={job} schedules={schedules} />
      <LastCard job={job} />
      <DaysCard key={job.taskId} job={job} />
      <TimesCard job={job} schedules={schedules} />
    </div>
  );
}

function LastCard({ job }: { readonly job: Line }) {
  const { open } = useApp();
  const { last } = job;
  if (!last)
    return (
      <Card title="Last">
        <p className="card-figure">–</p>
        <p className="card-note">{job.queued > 0 ? "Its first run waits" : "It has never run here"}</p>
      </Card>
    );
  const slow = job.slow.find(({ kind, runId }) => kind === "history" && runId === last.id);
  const mark = runMark(last);
  const result = resultLine(last);
  const at = last.finishedAt ?? last.createdAt;
  return (
    <Card title="Last" className={`is-${mark}`}>
      <p className="card-figure is-words">
        <Mark mark={mark} decorative />
        {capitalised(marks[mark])}
      </p>
      <p className="card-note">
        <TimeText at={at} write={(times, now) => capitalised(times.dayShort(at, now))} />
        {last.durationMs !== null && (
          <>
            {" · "}
            <span className="last-took">{duration(last.durationMs)}</span>
          </>
        )}
      </p>
      {result !== "" && (
        <p className="card-note is-second is-clamped" title={result}>
          {result}
        </p>
      )}
      {slow && <p className="card-note is-second">{slownessWords(slow)}</p>}
      <button
        type="button"
        className="card-link"
        aria-label="Open the last run"
        onClick={() => open({ kind: "run", id: last.id }, { preview: true })}
      />
    </Card>
  );
}

/** More are a page of their own: the timeline. */
const shownTimes = 10;

function TimesCard({ job, schedules }: ScheduledJob) {
  const client = useClient();
  const { taskId } = job.script ?? job;
  const scheduleId = job.script?.scheduleId;
  const { paused, pausedUntil } = useLive((live) => live.engine);
  // Read again whenever the next time is another one, any schedule was changed, or all jobs are paused or go on.
  const state = JSON.stringify([
    ...[job.nextAt, job.paused, paused, pausedUntil],
    schedules.map(({ next, zone }) => [next[0], next[1], zone]),
  ]);
  const load = useCallback(
    (signal: AbortSignal) =>
      client.jobs.times(
        { taskId, count: shownTimes, ...(scheduleId === undefined || state === "" ? {} : { scheduleId }) },
        { signal },
      ),
    [client, taskId, scheduleId, state],
  );
  const { data: times, phase, message } = useResource(load);
  return (
    <Card title="Next ten times" className="times-card">
      {phase === "failed" && <p className="card-note">{message}</p>}
      {times?.length === 0 && (
        <p className="card-note">{paused ? "None while all jobs are paused" : noTimes(job, schedules)}</p>
      )}
      {times && times.length > 0 && <NextTimes times={times} />}
    </Card>
  );
}

function noTimes({ paused, onDemand }: Line, schedules: readonly ScheduleView[]): string {
  if (paused || schedules.some((schedule) => schedule.paused)) return "None while paused";
  return onDemand ? "It runs on demand only" : "None";
}
