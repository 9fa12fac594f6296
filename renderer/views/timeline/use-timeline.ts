import { useEffect, useMemo, useState } from "react";
import { linesOf } from "../../../jobs/model/lines.ts";
import type { Timeline } from "../../../jobs/model/timeline.ts";
import { explain } from "../../state/errors.ts";
import type { Live } from "../../state/live.ts";
import { useApp, useClient, useLive } from "../../workbench/app-context.tsx";
import { type Collision, collisionsOf, type Gap, gapsOf } from "./findings.ts";
import { foldRun } from "./fold-run.ts";
import type { Span } from "./geometry.ts";

/** Bars nearer than this share of the window need not be told apart. */
const resolutions = 480;
/** Milliseconds in which several changes are one: a burst of runs asks once. */
const gatherMs = 2_000;

/** What the picture tells as a whole. Worked out when it is read: a run that begins changes nothing of it. */
export type Findings = { readonly collisions: readonly Collision[]; readonly gaps: readonly Gap[] };

type State = { readonly timeline: Timeline | null; readonly findings: Findings; readonly message: string | null };

const nothing: State = { timeline: null, findings: { collisions: [], gaps: [] }, message: null };

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
  const [state, setState] = useState<State>(nothing);
  const reader = useMemo(() => createReader(setState), []);

  useEffect(() => {
    reader.read(() => client.timeline({ from, to, resolutionMs: Math.ceil((to - from) / resolutions) }));
  }, [reader, client, from, to]);
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

/** Reads, the last one counts. */
function createReader(tell: (change: (known: State) => State) => void) {
  let load: (() => Promise<Timeline>) | undefined;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const readNow = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    try {
      const timeline = await load?.();
      if (mine !== turn || !timeline) return;
      const findings = { collisions: collisionsOf(timeline.jobs), gaps: gapsOf(timeline.jobs) };
      tell(() => ({ timeline, findings, message: null }));
    } catch (error) {
      if (mine === turn) tell((known) => ({ ...known, message: explain(error) }));
    }
  };
  return {
    read: (how: () => Promise<Timeline>): void => {
      load = how;
      void readNow();
    },
    readNow: (): void => void readNow(),
    readSoon: (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void readNow();
      }, gatherMs);
    },
    stop: (): void => {
      turn += 1;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
