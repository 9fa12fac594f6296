const units: readonly (readonly [RegExp, number])[] = [
  [/^(us|usec|µs)$/, 0.001],
  [/^(ms|msec)$/, 1],
  [/^(|s|sec|seconds?)$/, 1_000],
  [/^(m|min|minutes?)$/, 60_000],
  [/^(h|hr|hours?)$/, 3_600_000],
  [/^(d|days?)$/, 86_400_000],
  [/^(w|weeks?)$/, 7 * 86_400_000],
  [/^(M|months?)$/, 30.44 * 86_400_000],
  [/^(y|years?)$/, 365.25 * 86_400_000],
];

/** "1h 30min", "90" (seconds), "2.5s" in milliseconds, as systemd.time(7) has it; undefined when it is none. */
export function parseTimespan(text: string): number | undefined {
  if (text === "infinity") return Number.POSITIVE_INFINITY;
  const part = /\s*(\d+(?:\.\d+)?)\s*([a-zA-Zµ]*)\s*/y;
  let total = 0;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    const unit = units.find(([names]) => names.test(match?.[2] ?? "?"))?.[1];
    if (!match || unit === undefined) return undefined;
    total += Number(match[1]) * unit;
  }
  return text.trim() === "" ? undefined : Math.round(total);
}

/** "every 15m", as a schedule has it. */
export function everyWhen(ms: number): string {
  for (const [size, name] of [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "m"],
  ] as const)
    if (ms % size === 0) return `every ${ms / size}${name}`;
  return `every ${ms / 1_000}s`;
}
