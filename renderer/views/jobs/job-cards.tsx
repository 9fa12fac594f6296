import type { JobSummary } from "../../../jobs/model/read-models.ts";
import { Card } from "../../components/card.tsx";
import { Mark } from "../../components/mark.tsx";
import { Sparkline } from "../../components/sparkline.tsx";
import { TimeText } from "../../components/time-text.tsx";
import { countdown, duration } from "../../format/duration.ts";
import { marks, resultLine, runMark, slownessWords } from "../../format/words.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { NextTimes } from "../schedules/next-times.tsx";

export function JobCards({ job }: { readonly job: JobSummary }) {
  return (
    <div className="cards job-cards">
      <NextCard job={job} />
      <LastCard job={job} />
      {job.recent.length > 0 && <RecentCard job={job} />}
      <TimesCard job={job} />
    </div>
  );
}

function NextCard({ job }: { readonly job: JobSummary }) {
  const allPaused = useLive((live) => live.engine.paused);
  const usual = job.usualMs && `Usually ${duration(job.usualMs.p50)}`;
  const tooLong = job.slow.find(({ kind }) => kind === "interval");
  if (job.nextAt === null || allPaused) {
    const paused = job.paused || allPaused || job.schedules.some((schedule) => schedule.paused);
    const why = job.schedules.length === 0 ? "It has no schedule" : "It never fires again";
    return (
      <Card title="Next">
        <p className="card-figure">{paused ? "Paused" : "On demand"}</p>
        <p className="card-note">{paused ? pausedWords(job.paused, allPaused) : why}</p>
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

function pausedWords(job: boolean, all: boolean): string {
  if (all) return "All jobs are paused";
  return job ? "This job is paused" : "Its schedule is paused";
}

function LastCard({ job }: { readonly job: JobSummary }) {
  const { open } = useApp();
  const { last } = job;
  if (!last)
    return (
      <Card title="Last">
        <p className="card-figure">–</p>
        <p className="card-note">It has never run here</p>
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

function RecentCard({ job }: { readonly job: JobSummary }) {
  const failed = job.recent.filter((run) => run.status === "failed").length;
  const cancelled = job.recent.filter((run) => run.status === "cancelled").length;
  const warnings = job.recent.filter((run) => run.outcome === "warnings").length;
  const completed = job.recent.filter((run) => run.status === "completed").length - warnings;
  const words = [
    failed > 0 ? `${failed} failed` : "",
    warnings > 0 ? `${warnings} with warnings` : "",
    cancelled > 0 ? `${cancelled} cancelled` : "",
    completed > 0 ? `${completed} completed` : "",
  ];
  return (
    <Card title={`Last ${job.recent.length === 1 ? "run" : `${job.recent.length} runs`}`} className="recent-card">
      <Sparkline runs={job.recent} height={44} barWidth={7} gap={3} bars={20} />
      <p className="card-note">{words.filter((word) => word !== "").join(" · ")}</p>
    </Card>
  );
}

function TimesCard({ job }: { readonly job: JobSummary }) {
  const times = job.schedules
    .flatMap((schedule) => schedule.next.map((at) => ({ at, zone: schedule.zone })))
    .sort((left, right) => left.at - right.at)
    .slice(0, 5);
  const paused = job.paused || times.length === 0;
  return (
    <Card title="Next five times" className="times-card">
      {paused ? (
        <p className="card-note">None{job.schedules.length > 0 ? " while paused" : ""}</p>
      ) : (
        <NextTimes times={times} />
      )}
    </Card>
  );
}
