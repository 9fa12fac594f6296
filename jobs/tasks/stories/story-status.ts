import type { Story, StoryStatus } from "../../model/news.ts";

export type StoryTimes = {
  /** So long after its latest item a story is still developing. */
  readonly developingMs: number;
  /** So long after its latest item it is archived. */
  readonly archiveMs: number;
};

/** A story whose first item is this young is new, unless it has grown beyond its second item. */
const newMs = 6 * 3_600_000;
const developingFrom = 3;

/**
 * What a story is at a time. It is a function of its items alone, so that it also goes back: an archived story of which
 * there is news develops again.
 */
export function storyStatus(
  { firstAt, lastAt, itemCount }: Pick<Story, "firstAt" | "lastAt" | "itemCount">,
  { developingMs, archiveMs }: StoryTimes,
  now: number,
): StoryStatus {
  const quietMs = now - lastAt;
  if (quietMs >= archiveMs) return "archived";
  if (quietMs >= developingMs) return "settled";
  return now - firstAt < newMs && itemCount < developingFrom ? "new" : "developing";
}
