import type { Timeline, TimelineJob } from "../../../jobs/model/timeline.ts";
import { explain } from "../../state/errors.ts";
import { type Collision, collisionsOf, type Gap, gapsOf } from "./findings.ts";

/** So many lanes fill the tallest window. */
const firstLanes = 60;
/** Milliseconds in which several changes are one: a burst of runs asks once. */
const gatherMs = 2_000;

/** What the picture tells as a whole. Worked out when it is read: a run that begins changes nothing of it. */
export type Findings = { readonly collisions: readonly Collision[]; readonly gaps: readonly Gap[] };

export type TimelineState = {
  readonly timeline: Timeline | null;
  readonly findings: Findings;
  /** The first lanes are there; the others, which are empty so far, are being read. */
  readonly isPart: boolean;
  readonly message: string | null;
};

export const noTimeline: TimelineState = {
  ...{ timeline: null, findings: { collisions: [], gaps: [] } },
  ...{ isPart: false, message: null },
};

export type TimelineSource = {
  /** Ids of all lanes, in the order in which they are drawn. */
  readonly lanes: () => readonly string[];
  /** Reads all lanes, or these. */
  readonly load: (lanes?: readonly string[]) => Promise<Timeline>;
};

/**
 * Reads the timeline; of several readings the last one counts. Of very many lanes those that are seen first are read first:
 * all of them can take seconds.
 */
export function createTimelineReader(tell: (change: (known: TimelineState) => TimelineState) => void) {
  let source: TimelineSource | undefined;
  let hasPicture = false;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const readNow = async (): Promise<void> => {
    if (!source) return;
    turn += 1;
    const mine = turn;
    const { lanes, load } = source;
    const show = (timeline: Timeline, isPart: boolean): void => {
      if (mine !== turn) return;
      const { jobs } = timeline;
      const findings = isPart ? noTimeline.findings : { collisions: collisionsOf(jobs), gaps: gapsOf(jobs) };
      hasPicture = true;
      tell(() => ({ timeline, findings, isPart, message: null }));
    };
    try {
      const ids = hasPicture ? [] : lanes();
      if (ids.length > firstLanes) show(withBlanks(await load(ids.slice(0, firstLanes)), ids), true);
      show(await load(), false);
    } catch (error) {
      if (mine === turn) tell((known) => ({ ...known, message: explain(error) }));
    }
  };
  return {
    read: (from: TimelineSource): void => {
      source = from;
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

/** With an empty lane for every one that was not read, so that nothing moves when it is. */
function withBlanks(timeline: Timeline, lanes: readonly string[]): Timeline {
  const read = new Map(timeline.jobs.map((job) => [job.taskId, job]));
  const blank = { runs: [], parts: [], notRun: [], predicted: [], morePredicted: false, usualMs: null };
  return { ...timeline, jobs: lanes.map((taskId): TimelineJob => read.get(taskId) ?? { ...blank, taskId }) };
}
