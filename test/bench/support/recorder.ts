import { messageOf } from "../../../jobs/model/errors.ts";
import type { Finding, Goal, Recorder } from "./measure.ts";

/** Tells each finding at once, so that those of a bench that dies later are kept. */
export function createRecorder(quick: boolean, tell: (finding: Finding) => void): Recorder {
  return {
    quick,
    measured: ({ name }, value, detail) => tell({ kind: "measured", name, value, detail }),
    leftOut: ({ name }, detail) => tell({ kind: "left out", name, detail }),
    failed: ({ name }, detail) => tell({ kind: "failed", name, detail }),
    figure: (name, value, unit, detail = "") =>
      tell({ kind: "figure", figure: { name, value: Number(value.toPrecision(4)), unit, detail } }),
  };
}

/** Takes one measure; when that fails, says why and goes on. */
export async function attempt(
  recorder: Recorder,
  goals: readonly Goal[],
  take: () => void | Promise<void>,
): Promise<void> {
  try {
    await take();
  } catch (error) {
    for (const goal of goals) recorder.failed(goal, messageOf(error));
  }
}
