import { Option } from "commander";
import { type Missed, missedWishes } from "../model/missed.ts";
import { askLine } from "./ask.ts";
import type { CliContext } from "./context.ts";

/** For commands that end a pause. */
export const missedOption = () =>
  new Option("--missed <how>", "what to do with the times that the pause has skipped (default: nothing)").choices(
    missedWishes,
  );

/**
 * What is to become of the times that a pause has skipped. Without the option a person at a terminal is asked, and nobody
 * else: the answer is nothing then, and a note says so.
 */
export async function askMissed(
  { output }: Pick<CliContext, "output">,
  skipped: number,
  wish: Missed | undefined,
): Promise<Missed> {
  if (wish !== undefined || skipped === 0) return wish ?? "nothing";
  const times = skipped === 1 ? "One time was" : `${skipped} times were`;
  if (output.isTerminal && process.stdin.isTTY) {
    const asked = await askLine(`${times} skipped by the pause. Run them now? [nothing/once/all] (nothing) `);
    const answer = asked?.trim().toLowerCase() ?? "";
    return missedWishes.find((known) => answer !== "" && known.startsWith(answer)) ?? "nothing";
  }
  output.note(`${times} skipped by the pause and will not be caught up; --missed once or --missed all would have.`);
  return "nothing";
}
