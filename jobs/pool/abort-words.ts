import type { AbortReason } from "./protocol.ts";

const words: Readonly<Record<AbortReason, string>> = {
  cancel: "Cancelled.",
  timeout: "Its time is up.",
  shutdown: "The host is shutting down.",
};

/** What a task is told to end by. */
export function abortError(reason: AbortReason): DOMException {
  return new DOMException(words[reason], "AbortError");
}
