import { JobdeckError } from "../model/errors.ts";
import { didYouMean } from "../model/nearest.ts";

export type CheckedZone = { readonly ok: true } | { readonly ok: false; readonly error: JobdeckError };

/** Those that were found good; asking the runtime costs as much as a hundred schedules. */
const good = new Set<string>();

/** Whether this is the name of a time zone that the runtime knows; else the nearest ones. */
export function validateZone(zone: string): CheckedZone {
  if (good.has(zone)) return { ok: true };
  try {
    // Offsets such as +01:00 are taken by Intl, but they know no summer time and are not what a user means by a zone.
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError("no name");
    new Intl.DateTimeFormat("en", { timeZone: zone });
    good.add(zone);
    return { ok: true };
  } catch {
    const hint = didYouMean(zone, Intl.supportedValuesOf("timeZone"));
    const message = `There is no time zone "${zone.slice(0, 60)}".${hint || " Use a name such as Europe/Berlin or UTC."}`;
    return { ok: false, error: new JobdeckError("BAD_INPUT", message) };
  }
}
