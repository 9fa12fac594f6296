import { nextTime } from "../schedule/next-times.ts";
import { parseWhen } from "../schedule/parse-when.ts";

/** Why a schedule cannot be made of this; undefined when it can. Anchored at a fixed time, so that it is always the same. */
export function whenProblem(when: string, zone: string): string | undefined {
  const anchorAt = Date.UTC(2000, 0, 1);
  const parsed = parseWhen(when, { anchorAt, zone });
  if (!parsed.ok) return parsed.error.message;
  return nextTime({ when: parsed.when, zone, fromMs: anchorAt }) === null ? `"${when}" never fires` : undefined;
}
