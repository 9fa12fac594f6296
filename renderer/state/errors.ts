import { messageOf } from "../../jobs/model/errors.ts";

/** The stable code of a failed call, or undefined when it did not come from the host. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** What to tell the user about anything that was thrown. */
export function explain(error: unknown): string {
  const message = messageOf(error).trim();
  return message === "" ? "The host gave no reason. Try again." : message;
}

/** True for what is thrown because the caller itself gave up. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
