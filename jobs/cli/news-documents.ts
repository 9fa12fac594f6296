import type { ItemSummary } from "../model/content/news-views.ts";
import { iso } from "./words.ts";

/** The shape of a clean item that scripts rely on. Fields may be added, never renamed. */
export function newsItemDocument({ publishedAt, readAt, snoozedUntil, ...item }: ItemSummary) {
  return { ...item, publishedAt: iso(publishedAt), readAt: iso(readAt), snoozedUntil: iso(snoozedUntil) };
}
