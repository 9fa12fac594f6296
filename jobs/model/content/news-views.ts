import { z } from "zod";

/**
 * What surfaces are shown of the news. Text is text: none of it is markup, but for a brief's Markdown. Times are UTC
 * milliseconds.
 */

const time = z.number().int();
const id = z.number().int();
/** A part of a text, from `start` to before `end`, in UTF-16 units. */
export const textRangeSchema = z.object({ start: z.number().int(), end: z.number().int() });
export type TextRange = z.infer<typeof textRangeSchema>;

export const sourceKinds = ["rss", "youtube", "page", "upload"] as const;
export const rawItemStates = ["new", "clean", "failed"] as const;
export const analysisStates = ["waiting", "done", "failed", "skipped"] as const;
export const storyStatuses = ["new", "developing", "settled", "archived"] as const;

export const sourceViewSchema = z.object({
  id,
  kind: z.enum(sourceKinds),
  url: z.string(),
  title: z.string(),
  siteUrl: z.string().nullable(),
  enabled: z.boolean(),
  intervalMs: z.number().int(),
  /** When it is due; later than its interval while it fails. */
  nextFetchAt: time,
  lastFetchedAt: time.nullable(),
  lastSuccessAt: time.nullable(),
  /** In a row; 0: it is well. */
  failures: z.number().int(),
  lastError: z.string().nullable(),
  /** Why it was turned off, when the program did. */
  disabledReason: z.string().nullable(),
  demo: z.boolean(),
  createdAt: time,
  itemCount: z.number().int(),
  unreadCount: z.number().int(),
  /** Items that it has given, cleaned or not. */
  collectedCount: z.number().int(),
});
export type SourceView = z.infer<typeof sourceViewSchema>;

/** A feed that was found at an address. */
export const foundFeedSchema = z.object({
  url: z.string(),
  title: z.string(),
  kind: z.enum(["rss", "youtube"]),
  siteUrl: z.string().nullable(),
  itemCount: z.number().int(),
  /** The source that it is already. */
  sourceId: id.nullable(),
});

export const opmlReportSchema = z.object({
  added: z.array(sourceViewSchema),
  /** Addresses that were sources before. */
  known: z.array(z.string()),
  refused: z.array(z.object({ address: z.string(), reason: z.string() })),
});

/** An item as it came, cleaned (with the same id) or not yet. */
export const collectedItemSchema = z.object({
  id,
  sourceId: id,
  title: z.string(),
  link: z.string().nullable(),
  publishedAt: time.nullable(),
  state: z.enum(rawItemStates),
});

export const itemSummarySchema = z.object({
  id,
  sourceId: id,
  sourceTitle: z.string(),
  title: z.string(),
  /** Where it can be read in a browser. */
  link: z.string().nullable(),
  author: z.string().nullable(),
  /** ISO 639-3; "und" when it could not be told. */
  language: z.string(),
  publishedAt: time,
  excerpt: z.string(),
  readAt: time.nullable(),
  snoozedUntil: time.nullable(),
  analysisState: z.enum(analysisStates),
  storyId: id.nullable(),
  /** Of its analysis: -1 to 1, and 0 to 100. */
  sentiment: z.number().nullable(),
  impact: z.number().nullable(),
});
export type ItemSummary = z.infer<typeof itemSummarySchema>;

export const analysisViewSchema = z.object({
  id,
  /** "local" is plain methods on this computer, and is to be shown as such. */
  provider: z.string(),
  model: z.string(),
  summary: z.string(),
  topics: z.array(z.string()),
  entities: z.array(z.string()),
  tickers: z.array(z.string()),
  /** -1 to 1. */
  sentiment: z.number(),
  /** 0 to 100. */
  impact: z.number(),
  /** 0 to 1. */
  confidence: z.number(),
  /** Parts of the item's text that it rests on; of a story's analysis, none. */
  passages: z.array(textRangeSchema.extend({ id: z.string() })),
  createdAt: time,
});
export type AnalysisView = z.infer<typeof analysisViewSchema>;

export const storySummarySchema = z.object({
  id,
  title: z.string(),
  summaryShort: z.string().nullable(),
  status: z.enum(storyStatuses),
  /** When its first and its latest item were published. */
  firstAt: time,
  lastAt: time,
  itemCount: z.number().int(),
  /** Of its analysis, else the mean of its items' analyses. */
  sentiment: z.number().nullable(),
  impact: z.number().nullable(),
});
export type StorySummary = z.infer<typeof storySummarySchema>;

export const itemDetailSchema = itemSummarySchema.extend({
  /** Paragraphs are apart by an empty line. */
  text: z.string(),
  canonicalUrl: z.string().nullable(),
  /** Whether it is the page's full text, or what the feed brought. */
  content: z.object({ state: z.enum(["none", "wanted", "fetched", "failed"]), error: z.string().nullable() }),
  analysisError: z.string().nullable(),
  analysis: analysisViewSchema.nullable(),
  /** In the order of the text. */
  highlights: z.array(textRangeSchema.extend({ id, quote: z.string() })),
  story: storySummarySchema.nullable(),
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;

export const storyDetailSchema = storySummarySchema.extend({
  summaryLong: z.string().nullable(),
  analysis: analysisViewSchema.nullable(),
  /** The newest first, at most 200. */
  items: z.array(itemSummarySchema),
});
export type StoryDetail = z.infer<typeof storyDetailSchema>;

export const briefSummarySchema = z.object({
  id,
  title: z.string(),
  /** The stretch of time that it tells of. */
  fromAt: time,
  toAt: time,
  /** How many items it cites. */
  itemCount: z.number().int(),
  provider: z.string(),
  model: z.string(),
  createdAt: time,
});
export type BriefSummary = z.infer<typeof briefSummarySchema>;

export const briefDetailSchema = briefSummarySchema.extend({
  /** CommonMark; a link of the form `jobdeck:item/ID` leads to an item. */
  markdown: z.string(),
  /** What it cites, in its order; what was removed since is left out. */
  items: z.array(itemSummarySchema),
});

/** What was found in a text, and where. */
export const foundTextSchema = z.object({ text: z.string(), ranges: z.array(textRangeSchema) });
export type FoundText = z.infer<typeof foundTextSchema>;

export const searchResultSchema = z.object({
  /** The best first. */
  items: z.array(z.object({ item: itemSummarySchema, title: foundTextSchema, snippet: foundTextSchema })),
  /** Whether there are more items than were asked for. */
  more: z.boolean(),
  stories: z.array(z.object({ story: storySummarySchema, title: foundTextSchema })),
  briefs: z.array(z.object({ brief: briefSummarySchema, title: foundTextSchema, snippet: foundTextSchema })),
  insights: z.array(z.object({ insightId: id, title: foundTextSchema, snippet: foundTextSchema })),
  /** The words as they were understood, and what of the input could not be used. */
  note: z.string().nullable(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;
