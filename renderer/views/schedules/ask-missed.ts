import type { Missed } from "../../../jobs/model/missed.ts";
import { counted } from "../../format/number.ts";
import type { Dialogs } from "../../workbench/dialogs.ts";

/**
 * What is to become of the times that a pause has skipped, when it ends. Nobody is asked when there are none, and whoever
 * does not answer gets no run.
 */
export async function askMissed(dialogs: Pick<Dialogs, "confirm">, skipped: number): Promise<Missed> {
  if (skipped === 0) return "nothing";
  const wantsOne = await dialogs.confirm({
    title: "Catch up?",
    message: `The pause has skipped ${counted(skipped, "due time")}. Run the job once for them now, or leave it until its next time?`,
    confirm: "Run once",
    decline: "Leave it",
    severity: "info",
  });
  return wantsOne ? "once" : "nothing";
}
