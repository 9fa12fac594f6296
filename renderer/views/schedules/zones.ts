/** A zone to choose from, with how far its clocks are from those of Greenwich. */
export type ZoneOption = { readonly value: string; readonly label: string; readonly note: string };

const mostShown = 60;

/** All zones that this machine knows, with UTC and `current`, in the order of the alphabet. */
export function zoneNames(current: string, known: readonly string[]): readonly string[] {
  return [...new Set(["UTC", current, ...known])].sort();
}

/**
 * Zones that fit what is typed, those first whose place begins so; "new york" finds America/New_York. Nothing typed: the
 * host's and UTC come first.
 */
export function findZones(
  names: readonly string[],
  typed: string,
  hostZone: string,
  now: number,
): readonly ZoneOption[] {
  const wanted = plain(typed);
  const first = (name: string) => (wanted === "" && (name === hostZone || name === "UTC") ? 0 : 1);
  const rank = (name: string): number => {
    const tidy = plain(name);
    if (tidy === wanted) return 0;
    return (tidy.split("/").at(-1) ?? "").startsWith(wanted) || tidy.startsWith(wanted) ? 1 : 2;
  };
  return names
    .filter((name) => plain(name).includes(wanted) || plain(offsetOf(name, now)).startsWith(wanted))
    .sort((left, right) => first(left) - first(right) || rank(left) - rank(right) || left.localeCompare(right))
    .slice(0, mostShown)
    .map((name) => ({ value: name, label: name.replaceAll("_", " "), note: offsetOf(name, now) }));
}

/** "GMT+1": how far the zone's clocks are from those of Greenwich now; empty for a zone that is not known here. */
export function offsetOf(zone: string, now: number): string {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(now);
    return (parts.find(({ type }) => type === "timeZoneName")?.value ?? "").replace("GMT", "UTC");
  } catch {
    // Names come and go with the zone database; the host judges.
    return "";
  }
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll("_", " ");
}
