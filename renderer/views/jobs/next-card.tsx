import type { Line } from "../../../jobs/model/lines.ts";
import { Card } from "../../components/card.tsx";
import { CommandLink } from "../../components/command-link.tsx";
import { TimeText, useTimes } from "../../components/time-text.tsx";
import { countdown, duration } from "../../format/duration.ts";
import { capitalised, slownessWords } from "../../format/words.ts";
import { useLive, useTimeText } from "../../workbench/app-context.tsx";
import { allPausedWords } from "../runs/wait-words.ts";
import { noNext } from "./next-words.ts";
import type { ScheduledJob } from "./scheduled-job.ts";

/** When a job runs next, or why it does not; and the pause of all jobs, with a way out of it, where nothing moves when it ends. */
export function NextCard({ job, schedules }: ScheduledJob) {
  const engine = useLive((live) => live.engine);
  const none = noNext(job, { engine, schedules });
  return (
    <Card title="Next">
      {none ? (
        <>
          <p className="card-figure is-words">{none.title}</p>
          {none.why !== null && <p className="card-note">{none.why}</p>}
        </>
      ) : (
        job.nextAt !== null && <NextTime at={job.nextAt} />
      )}
      {engine.paused ? <AllPaused /> : none === null && <HowLong job={job} />}
    </Card>
  );
}

function NextTime({ at }: { readonly at: number }) {
  return (
    <>
      <p className="card-figure">
        <TimeText at={at} write={(_, now) => (at <= now ? "now" : countdown(at - now))} />
      </p>
      <p className="card-note">
        <TimeText at={at} write={(times, now) => capitalised(times.dayShort(at, now))} />
      </p>
    </>
  );
}

function AllPaused() {
  const engine = useLive((live) => live.engine);
  const times = useTimes();
  const words = useTimeText((now) => allPausedWords(engine, times, now));
  return (
    <p className="card-note is-second">
      {capitalised(words)}. <CommandLink command="engine.resume" label="Resume all" />
    </p>
  );
}

function HowLong({ job: { slow, usualMs } }: { readonly job: Line }) {
  const tooLong = slow.find(({ kind }) => kind === "interval");
  if (!tooLong && !usualMs) return null;
  return (
    <p className="card-note is-second">
      {tooLong ? slownessWords(tooLong) : usualMs && `Usually takes ${duration(usualMs.p50)}`}
    </p>
  );
}
