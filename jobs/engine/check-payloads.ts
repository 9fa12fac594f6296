import { JobdeckError } from "../model/errors.ts";
import type { KnownTask } from "./known-task.ts";

type Wanted = { readonly task: KnownTask; readonly payload: unknown };

/**
 * Checks what is to be handed to tasks, one question for each task.
 *
 * @throws JobdeckError BAD_PAYLOAD with zod's paths, for the first that does not fit
 */
export async function checkPayloads(wanted: readonly Wanted[]): Promise<void> {
  for (const task of new Set(wanted.map((each) => each.task))) {
    const payloads = wanted.filter((each) => each.task === task).map(({ payload }) => payload);
    const all = await task.issuesOf(payloads);
    const issues = all.find((each) => each !== null);
    if (!issues) continue;
    const words = issues.map(({ path, message }) => `${path || "payload"}: ${message}`).join("; ");
    throw new JobdeckError("BAD_PAYLOAD", `The payload does not fit task "${task.id}". ${words}. Nothing was queued.`, {
      details: { issues },
    });
  }
}
