import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import type { JobDay } from "../../../jobs/model/job-days.ts";
import type { Line } from "../../../jobs/model/lines.ts";
import { Card } from "../../components/card.tsx";
import { useResource } from "../../state/resource.ts";
import { useClient } from "../../workbench/app-context.tsx";
import { countsInWords, dayIndex, dayInWords, dayState, sumOf } from "./days.ts";
import "./days-card.css";

const rows = 5;

/** How reliable a job is: a square for each of the last 90 days. */
export function DaysCard({ job }: { readonly job: Line }) {
  const client = useClient();
  const { taskId } = job.script ?? job;
  const scheduleId = job.script?.scheduleId;
  const load = useCallback(
    (signal: AbortSignal) =>
      client.jobs.days({ taskId, ...(scheduleId === undefined ? {} : { scheduleId }) }, { signal }),
    [client, taskId, scheduleId],
  );
  const { data, phase, message, reload } = useResource(load);
  // What became of a run or of a due time changes the day that it is in.
  const decided = `${job.nextAt} ${job.last?.id} ${job.last?.status}`;
  const seen = useRef(decided);
  useEffect(() => {
    if (seen.current === decided) return;
    seen.current = decided;
    reload();
  }, [decided, reload]);

  return (
    <Card title="Last 90 days" className="days-card">
      {data ? (
        <Days days={data.days} />
      ) : (
        <div className="day-grid is-empty">
          {phase === "failed" && (
            <p className="card-note">
              {message}{" "}
              <button type="button" className="link" onClick={reload}>
                Try again
              </button>
            </p>
          )}
        </div>
      )}
    </Card>
  );
}

function Days({ days }: { readonly days: readonly JobDay[] }) {
  const [current, setCurrent] = useState(days.length - 1);
  const [shown, setShown] = useState<number | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent) => {
    const next = dayIndex(event.key, current, { rows, count: days.length });
    if (next === undefined) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  const told = shown === null ? undefined : days[shown];
  const all = countsInWords(sumOf(days)) || "Nothing was due";
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: the days are no list of choices, and their order is in columns */}
      <div ref={grid} className="day-grid" role="group" aria-label={`Last 90 days: ${all}`} onKeyDown={press}>
        {days.map((day, index) => (
          <button
            key={day.date}
            type="button"
            className={`day is-${dayState(day)}`}
            data-day={index}
            aria-label={dayInWords(day)}
            title={dayInWords(day)}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => {
              setCurrent(index);
              setShown(index);
            }}
            onBlur={() => setShown(null)}
            onPointerEnter={() => setShown(index)}
            onPointerLeave={() => setShown(null)}
          />
        ))}
      </div>
      <p className="card-note" title={all}>
        {told ? dayInWords(told) : all}
      </p>
    </>
  );
}
