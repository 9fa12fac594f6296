import { type ReactNode, useMemo } from "react";
import { lineOf } from "../../../jobs/model/lines.ts";
import type { Timeline, TimelineJob } from "../../../jobs/model/timeline.ts";
import { Note } from "../../components/notes.tsx";
import { useTimes } from "../../components/time-text.tsx";
import { counted } from "../../format/number.ts";
import { capitalised, reasonInWords } from "../../format/words.ts";
import { useApp, useLive } from "../../workbench/app-context.tsx";
import { worstCollisions } from "./findings.ts";
import type { Findings } from "./timeline-reader.ts";
import { listInWords } from "./words.ts";

const mostOfEach = 3;

/** What the picture shows, in words: times at which several jobs begin, and times that were missed. */
export function FindingsList({ timeline, findings }: { readonly timeline: Timeline; readonly findings: Findings }) {
  const jobs = useLive((live) => live.jobs);
  const times = useTimes();
  const titleOf = (taskId: string) => lineOf({ jobs }, taskId)?.title ?? taskId;
  const collisions = useMemo(() => worstCollisions(findings.collisions, mostOfEach), [findings]);
  const missed = timeline.jobs.filter((job) => missedOf(job).length > 0);
  const notes: ReactNode[] = [
    ...collisions.map(({ at, taskIds, times: often }) => (
      <Note
        key={`at ${at} ${taskIds.join()}`}
        severity="info"
        action={<JobLink taskId={taskIds[0] ?? ""} words="Change a schedule" />}
      >
        <strong>{capitalised(times.dayShort(at, timeline.now))}:</strong> {taskIds.length} jobs start in the same minute
        ({listInWords(taskIds.map(titleOf))})
        {often > 1 ? `, and ${counted(often - 1, "more time")} in this window` : ""}.
      </Note>
    )),
    ...missed.slice(0, mostOfEach).map((job) => (
      <Note
        key={`missed ${job.taskId}`}
        severity="warning"
        action={<JobLink taskId={job.taskId} words="Change how missed runs are handled" />}
      >
        <strong>{titleOf(job.taskId)}</strong> {missedInWords(job, (at) => times.dayShort(at, timeline.now))}
      </Note>
    )),
    ...(missed.length > mostOfEach
      ? [
          <Note key="more" severity="warning">
            {counted(missed.length - mostOfEach, "more job")} missed due times: hollow marks in the lanes.
          </Note>,
        ]
      : []),
  ];
  return notes.length === 0 ? null : <div className="tl-findings">{notes}</div>;
}

function missedOf({ notRun }: TimelineJob) {
  return notRun.filter(({ outcome }) => outcome === "missed");
}

function missedInWords(job: TimelineJob, write: (at: number) => string): string {
  const missed = missedOf(job);
  const slots = missed.reduce((sum, each) => sum + each.slots, 0);
  const last = missed.at(-1);
  const reason = last?.reason ? `: ${reasonInWords(last.reason)}` : "";
  const when = slots > missed.length || missed.length > 3;
  if (when && last) return `missed ${counted(slots, "due time")}, the last ${write(last.scheduledAt)}${reason}.`;
  return `missed ${listInWords(missed.map(({ scheduledAt }) => write(scheduledAt)))}${reason}.`;
}

function JobLink({ taskId, words }: { readonly taskId: string; readonly words: string }) {
  const { open } = useApp();
  return (
    <button type="button" className="link" onClick={() => open({ kind: "job", id: taskId }, { preview: true })}>
      {words}
    </button>
  );
}
