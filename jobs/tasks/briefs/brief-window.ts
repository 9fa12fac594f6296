const dayMs = 86_400_000;
/** A brief of more than this is none. */
const longestMs = 31 * dayMs;
/** Feeds tell of things late: what is this much older than the window and came in it still counts. */
const lateMs = dayMs;

export type BriefWindow = {
  readonly fromAt: number;
  readonly toAt: number;
  /** By when it came, and not older than this; else by when it was published. */
  readonly publishedSince: number | undefined;
};

type Wish = { readonly since?: string | undefined; readonly hours?: number | undefined };

/** What a brief is about: since then, or these hours, or since the last brief, or a day. Pure. */
export function briefWindow(wish: Wish, lastBriefTo: number | undefined, now: number): BriefWindow {
  const wished = wish.since === undefined ? wish.hours && now - wish.hours * 3_600_000 : Date.parse(wish.since);
  const from = wished ?? (lastBriefTo !== undefined && lastBriefTo <= now ? lastBriefTo : now - dayMs);
  const fromAt = Math.min(now, Math.max(from, now - longestMs));
  return { fromAt, toAt: now, publishedSince: wished === undefined ? fromAt - lateMs : undefined };
}
