import type { JobdeckClient } from "../api/contract.ts";
import type { Output } from "./output.ts";

/**
 * While `work` waits for a run, Ctrl-C and SIGTERM cancel that run; a second one leaves at once.
 *
 * @returns what `work` gave, and whether it was interrupted
 */
export async function cancelOnInterrupt<T>(
  { client, runId, output }: { readonly client: JobdeckClient; readonly runId: string; readonly output: Output },
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly interrupted: boolean }> {
  let interrupted = false;
  const onInterrupt = () => {
    if (interrupted) process.exit(130);
    interrupted = true;
    output.note("Cancelling the run. Press Ctrl-C again to leave at once.");
    // It may have ended in the meantime; then there is nothing to cancel.
    client.runs.cancel({ runId }).catch((error: Error) => output.note(error.message));
  };
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onInterrupt);
  try {
    const result = await work();
    return { result, interrupted };
  } finally {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onInterrupt);
  }
}
