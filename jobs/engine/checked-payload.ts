import { JobdeckError } from "../model/errors.ts";
import type { Task } from "../sdk/task.ts";

/** The payload as it was sent; nothing is `{}`. @throws JobdeckError BAD_PAYLOAD with zod's paths */
export function checkedPayload(task: Task, payload: unknown): unknown {
  const parsed = task.schema.safeParse(payload ?? {});
  if (parsed.success) return payload ?? {};
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  const words = issues.map(({ path, message }) => `${path || "payload"}: ${message}`).join("; ");
  throw new JobdeckError("BAD_PAYLOAD", `The payload does not fit task "${task.id}". ${words}. Nothing was queued.`, {
    details: { issues },
  });
}
