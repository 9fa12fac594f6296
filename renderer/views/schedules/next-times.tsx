import { TimeText, useTimes } from "../../components/time-text.tsx";
import { countdown } from "../../format/duration.ts";

type NextTimesProps = {
  readonly times: readonly { readonly at: number; readonly zone: string }[];
};

/** Times to come: in their schedule's zone, how far away, and in the host's zone where that is another one. */
export function NextTimes({ times }: NextTimesProps) {
  const host = useTimes();
  return (
    <ol className="next-times">
      {times.map(({ at, zone }) => (
        <li key={`${at} ${zone}`}>
          <TimeText at={at} zone={zone} write={(format, now) => format.date(at, now)} />
          {zone !== host.zone && (
            <span className="next-times-host">
              <TimeText at={at} write={(format, now) => `${format.date(at, now)} here`} />
            </span>
          )}
          <span className="next-times-away">
            <TimeText at={at} write={(_, now) => (at <= now ? "now" : `in ${countdown(at - now)}`)} />
          </span>
        </li>
      ))}
    </ol>
  );
}
