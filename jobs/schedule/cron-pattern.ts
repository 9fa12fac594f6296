import { Cron } from "croner";
import { cronFields, takesAll } from "./cron-field.ts";
import { plainPattern } from "./plain-pattern.ts";

const nicknames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
  }),
);

/** A parsed pattern, searched on the wall's clock only: croner's own zones lose or double times at a change of clocks. */
export type CronPattern = {
  /** The next wall time after this one that matches; null when there is none. */
  readonly nextWall: (wall: number) => number | null;
  /** It fires in every hour of the day, and so follows elapsed time through a change of clocks. */
  readonly isHourly: boolean;
};

/** A few hundred parsed patterns are kept, not one for each schedule: they are large. */
const maxKept = 256;
const kept = new Map<string, CronPattern>();

/** Nicknames become the pattern that they stand for; anything else is only tidied. */
export function expandPattern(text: string): string {
  const tidy = text.trim().replace(/\s+/g, " ");
  return nicknames.get(tidy.toLowerCase()) ?? tidy;
}

/** @throws croner's TypeError when the pattern is wrong */
export function cronPattern(pattern: string): CronPattern {
  const known = kept.get(pattern);
  if (known) return known;
  const made: CronPattern = {
    nextWall: plainPattern(pattern) ?? wholeDialect(pattern),
    isHourly: hoursAreAll(pattern),
  };
  if (kept.size >= maxKept) kept.clear();
  kept.set(pattern, made);
  return made;
}

/** With names, `L`, `W` and `#`. */
function wholeDialect(pattern: string): CronPattern["nextWall"] {
  const cron = new Cron(pattern, { paused: true, utcOffset: 0 });
  return (wall) => cron.nextRun(new Date(wall))?.getTime() ?? null;
}

/** Whether the hours' field takes in every hour. */
function hoursAreAll(pattern: string): boolean {
  const fields = pattern.split(" ");
  return takesAll(fields[fields.length === 6 ? 2 : 1] ?? "", cronFields.hour);
}
