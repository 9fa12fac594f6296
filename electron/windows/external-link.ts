const schemes = ["https:", "http:", "mailto:"];

/** The address to hand to the system's browser, or null when it is none that a page may have opened. */
export function externalLink(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !schemes.includes(parsed.protocol)) return null;
  // A link with a password in it is a trick more often than a link.
  if (parsed.username !== "" || parsed.password !== "") return null;
  return parsed.href;
}
