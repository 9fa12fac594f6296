import type { Task } from "./task.ts";

/** Where a payload does not fit, by zod's path, and why. */
export type PayloadIssue = { readonly path: string; readonly message: string };

/** What is wrong with a payload; null when it fits. Nothing is `{}`. */
export function payloadIssues(task: Pick<Task, "schema">, payload: unknown): readonly PayloadIssue[] | null {
  const parsed = task.schema.safeParse(payload ?? {});
  if (parsed.success) return null;
  return parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
}
