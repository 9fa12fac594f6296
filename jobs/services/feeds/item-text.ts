import { createHash } from "node:crypto";

/** Longer guids are there, and mean nothing to anybody. */
const longestKey = 500;

/** What an item is known by in its feed: its guid or link, else a hash of what it says. */
export function itemKey(id: string | null, title: string, html: string | null): string {
  if (id && id.length <= longestKey) return wellFormed(id);
  return `sha256:${createHash("sha256")
    .update(id || `${title}\n${html ?? ""}`)
    .digest("hex")}`;
}

/** In one line, at most 1,000 characters. */
export function oneLine(text: string): string {
  return wellFormed(text.replace(/\s+/g, " ").trim().slice(0, 1_000));
}

/** Halves of characters, which JSON can write and a cut can leave, become U+FFFD. */
export function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}
