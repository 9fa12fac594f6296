import type { TaskLimits } from "../../../jobs/model/task-limits.ts";
import { duration } from "../../format/duration.ts";
import { number } from "../../format/number.ts";

/** What a run of a job may take, in a line: "One run at once · up to 10 m per try, 4 tries". Pure. */
export function limitsInWords({
  concurrencyLimit,
  timeoutMs,
  tries,
}: Pick<TaskLimits, "concurrencyLimit" | "timeoutMs" | "tries">): string {
  const at = concurrencyLimit === 1 ? "One run at once" : `${number(concurrencyLimit)} runs at once`;
  const long = `up to ${duration(timeoutMs)}`;
  return `${at} · ${tries === 1 ? `${long}, one try` : `${long} per try, ${number(tries)} tries`}`;
}
