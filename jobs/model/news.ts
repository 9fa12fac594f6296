/** Words and records of the news: what sources give, and what is made of it. Times are UTC milliseconds. */

export type SourceKind = "rss" | "youtube" | "page" | "upload";
/** Whether the page's full text is there: not asked for, to be fetched, there, or it could not be had. */
export type ContentState = "none" | "wanted" | "fetched" | "failed";
export type RawItemState = "new" | "clean" | "failed";
export type AnalysisState = "waiting" | "done" | "failed" | "skipped";
export type StoryStatus = "new" | "developing" | "settled" | "archived";

export type Source = {
  readonly id: number;
  readonly kind: SourceKind;
  /** What is fetched; no two sources have the same. */
  readonly url: string;
  readonly title: string;
  readonly siteUrl: string | null;
  readonly enabled: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly intervalMs: number;
  /** When it is due; later than its interval while it fails. */
  readonly nextFetchAt: number;
  readonly lastFetchedAt: number | null;
  readonly lastSuccessAt: number | null;
  /** In a row. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly disabledReason: string | null;
  readonly demo: boolean;
  readonly createdAt: number;
};

/** What a source gave, as it came: nothing of it is to be trusted. */
export type RawItem = {
  readonly id: number;
  readonly sourceId: number;
  /** Known by it within its source: the feed's guid, else the link, else a hash. */
  readonly key: string;
  readonly link: string | null;
  readonly title: string;
  readonly author: string | null;
  readonly publishedAt: number | null;
  readonly contentState: ContentState;
  readonly contentError: string | null;
  readonly state: RawItemState;
  readonly error: string | null;
  readonly createdAt: number;
  readonly leadImage: string | null;
  /** The body that the feed brought. */
  readonly html: string | null;
  readonly contentHtml: string | null;
  readonly contentText: string | null;
};

/** A cleaned item, with the id of its raw item. */
export type Item = {
  readonly id: number;
  readonly sourceId: number;
  readonly title: string;
  readonly link: string | null;
  readonly canonicalUrl: string | null;
  readonly author: string | null;
  /** ISO 639-3; "und" when it could not be told. */
  readonly language: string;
  readonly leadImage: string | null;
  readonly publishedAt: number;
  readonly contentHash: string;
  /** 64 bits, in hexadecimal: few of them differ between texts that are nearly the same. */
  readonly simhash: string;
  readonly analysisState: AnalysisState;
  readonly analysisError: string | null;
  readonly analysisTries: number;
  readonly snoozedUntil: number | null;
  readonly readAt: number | null;
  readonly createdAt: number;
  readonly excerpt: string;
  readonly text: string;
};

/** Items that tell of the same event. */
export type Story = {
  readonly id: number;
  readonly title: string;
  readonly summaryShort: string | null;
  readonly summaryLong: string | null;
  /** How many items its summaries tell of. */
  readonly summaryItems: number;
  readonly status: StoryStatus;
  /** When its first and its latest item were published. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly itemCount: number;
  readonly updatedAt: number;
};

/** A part of an item's text, from `start` to before `end`, in UTF-16 units. */
export type Passage = { readonly id: string; readonly start: number; readonly end: number };

/** What was found out about one item or one story. */
export type Analysis = {
  readonly id: number;
  /** One of the two is null. */
  readonly itemId: number | null;
  readonly storyId: number | null;
  readonly provider: string;
  readonly model: string;
  readonly summary: string;
  readonly topics: readonly string[];
  readonly entities: readonly string[];
  readonly tickers: readonly string[];
  /** -1 (bad) to 1 (good). */
  readonly sentiment: number;
  /** 0 to 100. */
  readonly impact: number;
  /** 0 to 1. */
  readonly confidence: number;
  readonly passages: readonly Passage[];
  readonly createdAt: number;
};

/** A quote that stands word for word in the item's text, from `start` to before `end`, in UTF-16 units. */
export type Highlight = {
  readonly id: number;
  readonly itemId: number;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly createdAt: number;
};

/** A digest of the items of a stretch of time. */
export type Brief = {
  readonly id: number;
  readonly title: string;
  readonly markdown: string;
  readonly fromAt: number;
  readonly toAt: number;
  /** What it cites. */
  readonly itemIds: readonly number[];
  readonly provider: string;
  readonly model: string;
  readonly createdAt: number;
};
