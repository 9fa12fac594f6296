const unitsMs = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
] as const;

/** "90 s", "10 m", "1 h 30 m", "2d" in milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  const tidy = text.trim().toLowerCase();
  if (tidy === "0") return 0;
  if (!/^(\d+(\.\d+)?\s*(d|days?|h|hours?|m|min|minutes?|s|sec|seconds?)\s*)+$/.test(tidy)) return null;
  let sum = 0;
  for (const [, count, unit] of tidy.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g))
    sum += Number(count) * (unitsMs.find(([letter]) => unit?.startsWith(letter))?.[1] ?? Number.NaN);
  return Number.isFinite(sum) ? Math.round(sum) : null;
}

/** All of it, so that it can be read back: "1 d 2 h 30 m"; "0" for none. Parts of a second are left out. */
export function writeDuration(ms: number): string {
  let rest = ms;
  const parts: string[] = [];
  for (const [letter, size] of unitsMs) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${letter}`);
  }
  return parts.length === 0 ? "0" : parts.join(" ");
}
