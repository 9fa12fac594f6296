import { mostTimelineTimes } from "../model/timeline.ts";
import { dueTimes } from "../schedule/scheduled-times.ts";
import type { EngineState } from "./engine-state.ts";
import { quietUntil } from "./quiet-until.ts";
import type { ScheduleSpec } from "./schedule-spec.ts";

export type PredictOptions = {
  /** The schedules of one job. */
  readonly specs: readonly ScheduleSpec[];
  /** UTC milliseconds: from the one on, and before the other. */
  readonly window: { readonly from: number; readonly to: number };
  readonly now: number;
  readonly state: Pick<EngineState, "pausedUntil">;
  /** Awaited between the times: the next one may be costly to work out. */
  readonly breathe: () => Promise<void>;
};

export type Prediction = {
  /** In order, each once; at most `mostTimelineTimes`. */
  readonly predicted: number[];
  readonly morePredicted: boolean;
};

/** When a job is going to run, as far as its schedules tell. One that is paused without an end does not run. */
export async function predictTimes({ specs, window, now, state, breathe }: PredictOptions): Promise<Prediction> {
  const found = new Set<number>();
  for (const spec of specs) {
    if (spec.pausedAt !== null && spec.pausedUntil === null) continue;
    const quiet = Math.max(quietUntil({ spec, state, now }), window.from - 1);
    let ofSchedule = 0;
    for (const { at, runs } of dueTimes(spec, now, quiet)) {
      await breathe();
      if (at >= window.to || ofSchedule > mostTimelineTimes) break;
      if (!runs) continue;
      found.add(at);
      ofSchedule += 1;
    }
  }
  const predicted = [...found].sort((a, b) => a - b);
  return { predicted: predicted.slice(0, mostTimelineTimes), morePredicted: predicted.length > mostTimelineTimes };
}
