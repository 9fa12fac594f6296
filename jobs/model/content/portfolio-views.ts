import { z } from "zod";

/** What surfaces are shown of the portfolio and of what it costs to look after it. Times are UTC milliseconds. */

const time = z.number().int();
const id = z.number().int();
const shareSchema = z.object({ name: z.string(), /** 0 to 1. */ share: z.number() });

export const insightViewSchema = z.object({
  id,
  /** What it joins: "ticker", "sector" or "topic". */
  kind: z.string(),
  title: z.string(),
  text: z.string(),
  /** Why it is shown, one sentence each. */
  reasons: z.array(z.string()),
  /** 0 to 100. */
  score: z.number(),
  /** 0 to 100, against profile and interests; null until it was scored. */
  relevance: z.number().nullable(),
  /** What it rests on; what was removed since is left out. */
  items: z.array(z.object({ id, title: z.string(), sourceTitle: z.string(), publishedAt: time })),
  createdAt: time,
});
export type InsightView = z.infer<typeof insightViewSchema>;

export const holdingViewSchema = z.object({
  symbol: z.string(),
  quantity: z.number(),
  /** Paid for one piece. */
  cost: z.number(),
  currency: z.string(),
  sector: z.string().nullable(),
  /** quantity x cost. */
  value: z.number(),
  /** Of all that is held in its currency, 0 to 1. */
  share: z.number(),
});
export type HoldingView = z.infer<typeof holdingViewSchema>;

export const portfolioSchema = z.object({
  /** null: nothing was brought in yet. */
  user: z.object({ email: z.string(), name: z.string(), interests: z.array(z.string()), demo: z.boolean() }).nullable(),
  /** By value within their currency. */
  holdings: z.array(holdingViewSchema),
  /** null until it was computed. */
  profile: z
    .object({
      risk: z.enum(["low", "medium", "high"]),
      horizon: z.enum(["short", "medium", "long"]),
      /** 0: spread over very many, 1: all in one. */
      concentration: z.number(),
      sectors: z.array(shareSchema),
      interests: z.array(shareSchema),
      computedAt: time,
    })
    .nullable(),
  /** What is in which sector, by currency: without a market's rates, currencies cannot be added. */
  exposure: z.array(
    z.object({
      currency: z.string(),
      value: z.number(),
      sectors: z.array(shareSchema.extend({ value: z.number() })),
    }),
  ),
  /** The newest that it led to, at most 50. */
  insights: z.array(insightViewSchema),
});
export type Portfolio = z.infer<typeof portfolioSchema>;

export const holdingsImportSchema = z.object({
  /** What the file says, lots of one symbol put together. */
  holdings: z.array(
    z.object({
      symbol: z.string(),
      quantity: z.number(),
      cost: z.number(),
      currency: z.string(),
      sector: z.string().nullable(),
      /** Against what is held now. */
      change: z.enum(["added", "changed", "same"]),
    }),
  ),
  /** Symbols that are held now and not in the file. */
  removed: z.array(z.string()),
  problems: z.array(
    z.object({ /** 1 for the first; 0: the whole file. */ line: z.number().int(), message: z.string() }),
  ),
  /** Whether it is what is held from now on. */
  applied: z.boolean(),
});
export type HoldingsImport = z.infer<typeof holdingsImportSchema>;

const spendSchema = z.object({
  calls: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** US dollars. */
  costUsd: z.number(),
});
export const spendByDaySchema = z.object({
  /** Days of the host, YYYY-MM-DD, both included. */
  from: z.string(),
  to: z.string(),
  total: spendSchema,
  /** Every day, the earliest first. */
  days: z.array(spendSchema.extend({ day: z.string() })),
});
export const spendByJobSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** The dearest first. */
  jobs: z.array(spendSchema.extend({ taskId: z.string() })),
});
