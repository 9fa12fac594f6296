import type { TypedPayload } from "../../forms/typed-payload.ts";

/** What is still to be written of what a script does; null when nothing is, or when it is written as JSON. */
export function scriptGap(taskId: string, typed: TypedPayload): string | null {
  if (typed.view === "json") return null;
  const isEmpty = (name: string) => String(typed.draft[name] ?? "").trim() === "";
  if (taskId === "http-request") return isEmpty("url") ? "Write the address that is called." : null;
  return isEmpty("shell") && isEmpty("argv") ? "Write the command that is run." : null;
}
