import { InvalidArgumentError } from "commander";
import { parseDuration } from "./words.ts";

/** A time as an option takes it: "7d" back from now, or an ISO time. UTC milliseconds. */
export function timeOption(text: string): number {
  if (/^\d+[smhd]$/.test(text)) return Date.now() - parseDuration(text);
  const at = Date.parse(text);
  if (Number.isFinite(at)) return at;
  throw new InvalidArgumentError(`"${text}" is neither a duration such as 7d or 12h nor an ISO time.`);
}
