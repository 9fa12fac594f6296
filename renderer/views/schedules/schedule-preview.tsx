import { onDemand } from "../../../jobs/model/schedule.ts";
import { Icon } from "../../components/icon.tsx";
import type { Judged } from "./draft.ts";
import { NextTimes } from "./next-times.tsx";

type SchedulePreviewProps = {
  readonly judged: Judged | null;
  /** The text has changed since: the answer is on its way. */
  readonly stale: boolean;
  /** Why the host could not be asked. */
  readonly problem: string | null;
};

/** What is typed, in words and as the next five times; or why it cannot be used. */
export function SchedulePreviewView({ judged, stale, problem }: SchedulePreviewProps) {
  if (problem !== null) return <p className="field-problem">{problem}</p>;
  if (judged === null) return <p className="field-hint">What that means, and the next times, are shown here.</p>;
  const { preview } = judged;
  if (!preview.ok)
    return (
      <p className={stale ? "field-problem is-stale" : "field-problem"}>
        <Icon name="error" /> {preview.message}
      </p>
    );
  return (
    <div className={stale ? "is-stale" : ""}>
      <p className="schedule-meaning">{preview.meaning}</p>
      {preview.pattern === onDemand && (
        <p className="field-hint">It has no times of its own: it runs when you run it.</p>
      )}
      <NextTimes times={preview.next.map((at) => ({ at, zone: preview.zone }))} />
      {preview.notes.map((note) => (
        <p key={note} className="schedule-note">
          <Icon name="warning" /> {note}
        </p>
      ))}
    </div>
  );
}
