import { exposureOf, valued } from "../../../jobs/model/content/exposure.ts";
import type { InsightView, Portfolio } from "../../../jobs/model/content/portfolio-views.ts";
import { day, hour } from "./sample-jobs.ts";
import { sampleItem } from "./sample-news.ts";

const holdings = [
  { symbol: "FJRD", quantity: 120, cost: 84.5, currency: "EUR", sector: "Banks" },
  { symbol: "NRSH", quantity: 40, cost: 212, currency: "EUR", sector: "Shipping" },
  { symbol: "VOLT", quantity: 300, cost: 11.2, currency: "EUR", sector: "Energy" },
  { symbol: "AQUA", quantity: 15, cost: 640, currency: "USD", sector: null },
];

export function sampleInsight(id: number, now: number): InsightView {
  const item = sampleItem(id, now);
  return {
    ...{ id, kind: id % 2 === 0 ? "sector" : "ticker", title: item.title, text: item.excerpt },
    reasons: [`You hold FJRD, and this names it.`, "It is about Banks, 47 % of what you hold in EUR."],
    ...{ score: 90 - id * 7, relevance: id % 3 === 0 ? null : 80 - id * 5, createdAt: now - id * hour },
    items: [{ id, title: item.title, sourceTitle: item.sourceTitle, publishedAt: item.publishedAt }],
  };
}

export function samplePortfolio(now: number): Portfolio {
  return {
    user: { email: "demo@example.com", name: "Ada", interests: ["monetary policy"], demo: true },
    holdings: [...valued(holdings)],
    profile: {
      ...{ risk: "medium", horizon: "long", concentration: 0.31, computedAt: now - hour },
      sectors: [{ name: "Banks", share: 0.47 }],
      interests: [
        { name: "monetary policy", share: 0.4 },
        { name: "shipping", share: 0.2 },
      ],
    },
    exposure: exposureOf(holdings),
    insights: [1, 2, 3].map((id) => sampleInsight(id, now)),
  };
}

export const noPortfolio: Portfolio = { user: null, holdings: [], profile: null, exposure: [], insights: [] };

/** Dollars on each of the last days, rising and falling. */
export function sampleSpend(days: number, now: number, spends: boolean) {
  const rows = Array.from({ length: days }, (_, index) => {
    const cost = spends ? Math.round((0.2 + 0.35 * Math.abs(Math.sin(index))) * 100) / 100 : 0;
    const calls = spends ? 12 + index : 0;
    return {
      day: new Date(now - (days - 1 - index) * day).toISOString().slice(0, 10),
      ...{ calls, inputTokens: calls * 1_800, outputTokens: calls * 240, costUsd: cost },
    };
  });
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const total = {
    ...{ calls: sum((row) => row.calls), inputTokens: sum((row) => row.inputTokens) },
    ...{ outputTokens: sum((row) => row.outputTokens), costUsd: sum((row) => row.costUsd) },
  };
  const range = { from: rows[0]?.day ?? "", to: rows.at(-1)?.day ?? "" };
  const part = (taskId: string, share: number) => ({
    ...{ taskId, calls: Math.round(total.calls * share), inputTokens: Math.round(total.inputTokens * share) },
    ...{ outputTokens: Math.round(total.outputTokens * share), costUsd: total.costUsd * share },
  });
  const jobs = spends ? [part("analyze-news", 0.7), part("generate-brief", 0.25), part("embed-news", 0.05)] : [];
  return { byDay: { ...range, total, days: rows }, byJob: { ...range, jobs } };
}
