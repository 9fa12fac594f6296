/** A feed, whatever it was written in. All of it is text from outside: none of it is safe as markup. */
export type Feed = {
  readonly format: "rss" | "atom" | "json";
  readonly title: string;
  /** The page that it belongs to. */
  readonly siteUrl: string | null;
  /** At most 5,000. */
  readonly items: readonly FeedItem[];
  /** Items that it has, taken or not. */
  readonly itemsInFeed: number;
};

export type FeedItem = {
  /** What it is known by in its feed: its guid, else its link, else a hash of what it says. At most 500 characters. */
  readonly key: string;
  /** http or https, whole. */
  readonly link: string | null;
  /** As it stands in the feed, in one line. */
  readonly title: string;
  readonly author: string | null;
  /** UTC milliseconds. */
  readonly publishedAt: number | null;
  /** Its text as markup, the longest that the feed has. */
  readonly html: string | null;
  readonly imageUrl: string | null;
};

export const feedLimits = {
  /** Items that are taken of one feed. */
  items: 5_000,
  /** Elements within each other. */
  depth: 256,
  /** Milliseconds for one feed. */
  parseMs: 30_000,
} as const;

/** `not-a-feed`: a page, an image, something else. `malformed`: a feed that cannot be read. */
export type FeedProblem = "not-a-feed" | "malformed";

/** Why a document cannot be read as a feed. */
export class FeedError extends Error {
  readonly problem: FeedProblem;

  constructor(problem: FeedProblem, message: string) {
    super(message);
    this.name = "FeedError";
    this.problem = problem;
  }
}
