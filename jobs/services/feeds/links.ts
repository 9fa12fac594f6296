/** An address of the web, whole; null when it is none: `javascript:` and the like lead nowhere. */
export function webUrl(text: string, base: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 8_192) return null;
  try {
    const url = new URL(trimmed, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
