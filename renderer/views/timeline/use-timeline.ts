import { useEffect, useMemo, useState } from "react";
import { linesOf } from "../../../jobs/model/lines.ts";
import type { Live } from "../../state/live.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { foldRun } from "./fold-run.ts";
import type { Span } from "./geometry.ts";
import { createTimelineReader, noTimeline, type TimelineState } from "./timeline-reader.ts";

/** Bars nearer than this share of the window need not be told apart. */
const resolutions = 480;

/** What is due when, as a text: when it changes, what was missed and what is to come are read again. */
function plansOf(live: Live): string {
  return linesOf(live)
    .map(({ taskId, nextAt, paused }) => `${taskId} ${nextAt} ${paused}`)
    .join("\n");
}

/**
 * The timeline of a window. Runs are put in as the host tells of them; the rest is read again when what is due has changed.
 * The picture of the window before stays until the new one is there.
 */
export function useTimeline({ from, to }: Span) {
  const client = useClient();
  const { session } = useApp();
  const plans = useLive(plansOf);
  const [state, setState] = useState<TimelineState>(noTimeline);
  const reader = useMemo(() => createTimelineReader(setState), []);

  useEffect(() => {
    const window = { from, to, resolutionMs: Math.ceil((to - from) / resolutions) };
    reader.read({
      lanes: () => linesOf(session.state.get().live ?? { jobs: [] }).map(({ taskId }) => taskId),
      load: (lanes) => client.timeline(lanes === undefined ? window : { ...window, lanes: [...lanes] }),
    });
  }, [reader, client, session, from, to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plan is the reason to read again
  useEffect(() => reader.readSoon(), [reader, plans]);
  useEffect(() => reader.stop, [reader]);
  useEffect(
    () =>
      session.onRun((run) =>
        setState((known) => (known.timeline ? { ...known, timeline: foldRun(known.timeline, run) } : known)),
      ),
    [session],
  );
  return { ...state, reload: reader.readNow };
}
