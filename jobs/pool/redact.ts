/** Shorter values would redact half of any text and protect nothing. */
const shortestSecret = 4;

/**
 * A function that replaces the values of secrets in any text or JSON value, also where they stand URL-encoded or in
 * base64. It works by value: whatever writes a key into a log, the key is not in it.
 */
export function createRedactor(secrets: Readonly<Record<string, string>>): <T>(value: T) => T {
  const needles = Object.entries(secrets)
    .filter(([, value]) => value.length >= shortestSecret)
    .flatMap(([name, value]) => variants(value).map((needle) => ({ needle, replacement: `[${name}]` })))
    // Longest first, so that a secret that contains another is replaced whole.
    .sort((a, b) => b.needle.length - a.needle.length);

  const text = (value: string): string =>
    needles.reduce((result, { needle, replacement }) => result.replaceAll(needle, replacement), value);

  const any = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(any);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [text(key), any(item)]));
    return value;
  };

  return needles.length === 0 ? (value) => value : <T>(value: T) => any(value) as T;
}

function variants(value: string): readonly string[] {
  const base64 = Buffer.from(value).toString("base64");
  return [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), base64])];
}
