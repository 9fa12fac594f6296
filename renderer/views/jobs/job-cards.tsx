import { useCallback } from "react";
import type { Line } from "../../../jobs/model/lines.ts";
import type { ScheduleView } from "../../../jobs/model/read-models.ts";
import { Card } from "../../components/card.tsx";
import { Mark } from "../../components/mark.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { countdown, duration } from "../../format/duration.ts";
import { marks, resultLine, runMark, slownessWords } from "../../format/words.ts";
import { useResource } from "../../state/resource.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { NextTimes } from "../schedules/next-times.tsx";
import { DaysCard } from "./days-card.tsx";
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

function NextCard({ job, schedules }: ScheduledJob) {
  const { paused: allPaused, pausedUntil } = useLive((live) => live.engine);
  const usual = job.usualMs && `Usually ${duration(job.usualMs.p50)}`;
  const tooLong = job.slow.find(({ kind }) => kind === "interval");
  if (job.nextAt === null || allPaused) {
    const paused = job.paused || allPaused || schedules.some((schedule) => schedule.paused);
    return (
      <Card title="Next">
        <p className="card-figure is-words">
          {paused ? "Paused" : job.waitsFor ? "Waits" : job.onDemand ? "On demand" : "Never"}
        </p>
        <p className="card-note">{paused ? pausedWords(job.paused, allPaused) : whyNotNext(job)}</p>
        {allPaused && pausedUntil !== null && (
          <p className="card-note is-second">
            <TimeText at={pausedUntil} write={(times, now) => `Until ${times.dayShort(pausedUntil, now)}`} />
          </p>
        )}
      </Card>
    );
  }
  const nextAt = job.nextAt;
  return (
    <Card title="Next">
      <p className="card-figure">
        <TimeText at={nextAt} write={(_, now) => (nextAt <= now ? "now" : countdown(nextAt - now))} />
      </p>
      <p className="card-note">
        <TimeText at={nextAt} write={(times, now) => times.dayShort(nextAt, now)} />
      </p>
      {(tooLong || usual) && <p className="card-note is-second">{tooLong ? slownessWords(tooLong) : usual}</p>}
    </Card>
  );
}

function whyNotNext({ onDemand, waitsFor }: Line): string {
  if (onDemand) return "It runs when you run it";
  return waitsFor ? "There is no source of news yet" : "It never fires again";
}

function pausedWords(job: boolean, all: boolean): string {
  if (all) return "All jobs are paused";
  return job ? "This job is paused" : "Its schedule is paused";
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
  return (
    <Card title="Last" className={`is-${mark}`}>
      <p className="card-figure">
        <Mark mark={mark} />
        {last.durationMs === null ? marks[mark] : duration(last.durationMs)}
      </p>
      <p className="card-note is-clamped" title={result}>
        {result === "" ? marks[mark] : result}
      </p>
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
