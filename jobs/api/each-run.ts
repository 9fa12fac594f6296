import { createBreath } from "../engine/breath.ts";
import { JobdeckError, messageOf } from "../model/errors.ts";
import type { ManyDone } from "../model/many-runs.ts";

/** Does something to each of many runs. One that refuses stops none of the others, and the host goes on meanwhile. */
export async function eachRun(
  runIds: readonly string[],
  act: (runId: string) => Promise<unknown>,
  onBug: (error: unknown) => void,
): Promise<ManyDone> {
  const breathe = createBreath();
  const wanted = [...new Set(runIds)];
  const acts: Promise<ManyDone["refused"]>[] = [];
  for (const runId of wanted) {
    acts.push(
      act(runId).then(
        () => [],
        (error: unknown) => {
          if (error instanceof JobdeckError) return [{ runId, code: error.code, message: error.message }];
          onBug(error);
          return [{ runId, code: "INTERNAL", message: messageOf(error) }];
        },
      ),
    );
    await breathe();
  }
  const refused = (await Promise.all(acts)).flat();
  return { done: wanted.length - refused.length, refused };
}
