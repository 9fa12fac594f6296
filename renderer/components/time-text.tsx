import type { TimeFormat } from "../format/time.ts";
import { useApp, useLive, useTimeText } from "../workbench/app-context.tsx";

/** The writer of times in the host's zone. */
export function useTimes(): TimeFormat {
  const { times } = useApp();
  return times(useLive((live) => live.engine.zone));
}

type TimeTextProps = {
  readonly at: number;
  readonly write: (format: TimeFormat, now: number) => string;
  /** IANA name; by default the host's zone. */
  readonly zone?: string;
};

/** A time, kept right while it is looked at; the whole time is the tooltip. */
export function TimeText({ at, write, zone }: TimeTextProps) {
  const { times } = useApp();
  const hostTimes = useTimes();
  const format = zone === undefined ? hostTimes : times(zone);
  const text = useTimeText((now) => write(format, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={format.full(at)}>
      {text}
    </time>
  );
}
