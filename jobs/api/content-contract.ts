import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import {
  analysisStates,
  briefDetailSchema,
  briefSummarySchema,
  collectedItemSchema,
  foundFeedSchema,
  itemDetailSchema,
  itemSummarySchema,
  opmlReportSchema,
  searchResultSchema,
  sourceViewSchema,
  storyDetailSchema,
  storyStatuses,
  storySummarySchema,
} from "../model/content/news-views.ts";
import {
  holdingsImportSchema,
  insightViewSchema,
  portfolioSchema,
  spendByDaySchema,
  spendByJobSchema,
} from "../model/content/portfolio-views.ts";

/**
 * The calls about what tasks produce: news, stories, briefs, insights, the portfolio, and what AI costs. A thread answers
 * them, so that no query holds the host up. Lists are read page by page: `cursor` is the `nextCursor` of the page before.
 */

const id = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const time = z.number().int().min(-8.64e15).max(8.64e15);
const address = z.string().min(1).max(2_048);
const title = z.string().min(1).max(300);
const limit = z.number().int().min(1).max(200).optional();
/** Where a page ended: the time and the id of its last row. */
const cursorSchema = z.strictObject({ at: z.number(), id: z.number().int() });
const cursor = cursorSchema.optional();
const page = { limit, cursor };
const nextCursor = cursorSchema.nullable();
const none = z.strictObject({});
const done = z.object({});
/** Milliseconds between two looks at a source: 5 minutes to 30 days. */
const interval = z
  .number()
  .int()
  .min(5 * 60_000)
  .max(30 * 86_400_000);
const days = z.strictObject({ days: z.number().int().min(1).max(366).optional() });

export const contentContract = {
  /** Says whenever something may have changed: a job that writes content has ended, or a call changed it. */
  changes: oc.input(none).output(eventIterator(z.object({}))),

  sources: {
    /** By title. */
    list: oc.input(none).output(z.array(sourceViewSchema)),
    /** Looks at an address: the feeds that it is or names. Nothing is saved. */
    detect: oc.input(z.strictObject({ address })).output(z.object({ feeds: z.array(foundFeedSchema) })),
    /** Adds the first feed that the address is or names, with its items; the one that is there when it is a source already. */
    add: oc.input(z.strictObject({ url: address, title: title.optional() })).output(sourceViewSchema),
    /** What is left out stays. Turned on again, it is due at once and its failures are forgotten. */
    update: oc
      .input(
        z.strictObject({
          sourceId: id,
          title: title.optional(),
          enabled: z.boolean().optional(),
          intervalMs: interval.optional(),
        }),
      )
      .output(sourceViewSchema),
    /** With all its items. */
    remove: oc.input(z.strictObject({ sourceId: id })).output(done),
    /** Adds all feeds of an OPML text. */
    importOpml: oc.input(z.strictObject({ opml: z.string().max(900_000) })).output(opmlReportSchema),
    exportOpml: oc.input(none).output(z.object({ opml: z.string() })),
  },

  items: {
    /** What sources gave, cleaned or not, the newest that came first. */
    collected: oc
      .input(z.strictObject({ sourceId: id.optional(), limit: z.number().int().min(1).max(5_000).optional() }))
      .output(z.array(collectedItemSchema)),
    /** The newest first. What is snoozed shows in the list of what is snoozed only. */
    list: oc
      .input(
        z.strictObject({
          ...page,
          sourceId: id.optional(),
          storyId: id.optional(),
          /** Default: all. */
          state: z.enum(["all", "unread", "snoozed"]).optional(),
          analysis: z.enum(analysisStates).optional(),
        }),
      )
      .output(z.object({ items: z.array(itemSummarySchema), nextCursor })),
    get: oc.input(z.strictObject({ itemId: id })).output(itemDetailSchema),
    /** `snoozedUntil: null` wakes it. */
    update: oc
      .input(z.strictObject({ itemId: id, read: z.boolean().optional(), snoozedUntil: time.nullable().optional() }))
      .output(itemSummarySchema),
    /** Marks all as read: of a source, of a story, or all there are. */
    markRead: oc
      .input(z.strictObject({ sourceId: id.optional(), storyId: id.optional() }))
      .output(z.object({ changed: z.number().int() })),
    /** The most similar first. Empty as long as the item has no embedding. */
    similar: oc
      .input(z.strictObject({ itemId: id, limit: z.number().int().min(1).max(50).optional() }))
      .output(z.array(itemSummarySchema.extend({ /** Cosine, -1 to 1. */ similarity: z.number() }))),
  },

  stories: {
    /** The latest first. */
    list: oc
      .input(z.strictObject({ ...page, status: z.enum(storyStatuses).optional() }))
      .output(z.object({ stories: z.array(storySummarySchema), nextCursor })),
    get: oc.input(z.strictObject({ storyId: id })).output(storyDetailSchema),
  },

  briefs: {
    /** The newest first. */
    list: oc.input(z.strictObject(page)).output(z.object({ briefs: z.array(briefSummarySchema), nextCursor })),
    get: oc.input(z.strictObject({ briefId: id })).output(briefDetailSchema),
  },

  insights: {
    /** The newest first, without those that were dismissed or merged into another. */
    list: oc.input(z.strictObject(page)).output(z.object({ insights: z.array(insightViewSchema), nextCursor })),
    dismiss: oc.input(z.strictObject({ insightId: id })).output(done),
  },

  portfolio: {
    get: oc.input(none).output(portfolioSchema),
    /**
     * Reads holdings from CSV: `symbol, quantity, cost, currency, sector?`. With `apply` they are what is held from now on;
     * a file with problems is applied only with `skipProblems`, without the lines that have them.
     */
    importHoldings: oc
      .input(
        z.strictObject({
          csv: z.string().max(900_000),
          apply: z.boolean().optional(),
          skipProblems: z.boolean().optional(),
        }),
      )
      .output(holdingsImportSchema),
    setInterests: oc
      .input(z.strictObject({ interests: z.array(z.string().trim().min(1).max(100)).max(100) }))
      .output(portfolioSchema),
  },

  /**
   * One search over everything. All words have to be there; the last may be the beginning of one. `"several words"` are
   * a phrase, `word*` is a beginning, `-word` must not be there.
   */
  search: oc
    .input(
      z.strictObject({
        words: z.string().max(500),
        limit: z.number().int().min(1).max(100).optional(),
        sourceId: id.optional(),
        /** ISO 639-3. */
        language: z.string().max(3).optional(),
        unread: z.boolean().optional(),
        /** Published from then on, and before then. */
        from: time.optional(),
        to: time.optional(),
      }),
    )
    .output(searchResultSchema),

  /** Of the last days, today included; default 30. */
  spend: {
    byDay: oc.input(days).output(spendByDaySchema),
    byJob: oc.input(days).output(spendByJobSchema),
  },
};
