/** Zones that feeds name and `Date` does not know, in hours from UTC. */
const zones: Readonly<Record<string, string>> = {
  ...{ WET: "+0000", WEST: "+0100", BST: "+0100", IST: "+0530", CET: "+0100", CEST: "+0200", MEZ: "+0100" },
  ...{ EET: "+0200", EEST: "+0300", MSK: "+0300", SGT: "+0800", HKT: "+0800", JST: "+0900", KST: "+0900" },
  ...{ AEST: "+1000", AEDT: "+1100", NZST: "+1200", NZDT: "+1300", AKST: "-0900", AKDT: "-0800", HST: "-1000" },
};

/** The time that a feed's date stands for (RFC 822, ISO 8601, and what comes near), UTC milliseconds; null when none. */
export function feedTime(text: string): number | null {
  const trimmed = text.trim().slice(0, 100);
  if (trimmed === "") return null;
  const zoned = trimmed.replace(/\s([A-Z]{3,4})$/, (all, zone: string) => (zones[zone] ? ` ${zones[zone]}` : all));
  for (const candidate of [zoned, zoned.replace(/^[^\d,]{2,12},?\s+/, ""), zoned.replace(/\s[A-Z]{3,4}$/, " GMT")]) {
    const time = Date.parse(candidate);
    if (Number.isFinite(time)) return time;
  }
  return null;
}
