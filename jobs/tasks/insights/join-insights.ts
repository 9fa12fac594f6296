import type { NewInsight } from "../../content/insights.ts";
import type { HoldingView } from "../../model/content/portfolio-views.ts";
import type { Analysis } from "../../model/news.ts";
import type { Profile } from "../../model/portfolio.ts";
import { sectorKey } from "./sectors.ts";

/** An analysis with what it is about. */
export type Analysed = {
  readonly analysis: Analysis;
  readonly title: string;
  readonly itemIds: readonly number[];
};

type Join = {
  readonly userId: number;
  readonly holdings: readonly HoldingView[];
  readonly profile: Pick<Profile, "sectors" | "interests">;
  readonly analysed: readonly Analysed[];
};

type Match = {
  readonly kind: "ticker" | "sector" | "topic";
  /** The symbol, the sector, the topic. */
  readonly subject: string;
  readonly reason: string;
  /** How much it concerns the user, 0 to 1. */
  readonly weight: number;
};

/** Part of an interest below which it is a chance find. */
const leastInterest = 0.08;
const leastScore = 5;

/**
 * Joins what was found out to what a user holds, by ticker, else by sector, else by topic, with the reasons. What matters
 * most comes first.
 */
export function joinInsights({ userId, holdings, profile, analysed }: Join): readonly NewInsight[] {
  return analysed
    .flatMap((each) => matchesOf(each.analysis, holdings, profile).map((match) => insightOf(userId, each, match)))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || a.fingerprint.localeCompare(b.fingerprint));
}

function matchesOf(analysis: Analysis, holdings: readonly HoldingView[], profile: Join["profile"]): readonly Match[] {
  const named = new Set(analysis.tickers.map(baseSymbol));
  const held = holdings.filter(({ symbol }) => named.has(baseSymbol(symbol)));
  if (held.length > 0) return held.map(tickerMatch);
  const words = [...analysis.topics, ...analysis.entities].map((word) => word.trim().toLowerCase());
  const sector = sectorMatch(words, profile.sectors);
  if (sector) return [sector];
  const topic = topicMatch(words, profile.interests);
  return topic ? [topic] : [];
}

/** Without the exchange that some sources add: "SAP.DE" and "NASDAQ:AAPL". */
function baseSymbol(symbol: string): string {
  const upper = symbol.toUpperCase();
  return (upper.includes(":") ? upper.slice(upper.indexOf(":") + 1) : upper).replace(/\.[A-Z]{1,3}$/, "");
}

function tickerMatch({ symbol, quantity, share, currency }: HoldingView): Match {
  const part = Math.round(share * 100);
  const reason = `You hold ${quantity} ${symbol}, ${part} % of what you hold in ${currency}.`;
  return { kind: "ticker", subject: symbol, reason, weight: 0.75 + 0.25 * Math.min(1, share * 4) };
}

function sectorMatch(words: readonly string[], sectors: Profile["sectors"]): Match | undefined {
  const keys = new Set(words.map(sectorKey));
  const found = sectors.find(({ name }) => {
    const key = sectorKey(name);
    return key === undefined ? words.includes(name.toLowerCase()) : keys.has(key);
  });
  if (!found) return undefined;
  const reason = `${Math.round(found.share * 100)} % of your holdings are in ${found.name}.`;
  return { kind: "sector", subject: found.name, reason, weight: 0.35 + 0.35 * Math.min(1, found.share * 2) };
}

function topicMatch(words: readonly string[], interests: Profile["interests"]): Match | undefined {
  const found = interests.find(({ name, share }) => share >= leastInterest && words.includes(name.toLowerCase()));
  if (!found) return undefined;
  const reason = `You are interested in ${found.name}.`;
  return { kind: "topic", subject: found.name, reason, weight: 0.3 + 0.2 * Math.min(1, found.share) };
}

function insightOf(userId: number, { analysis, title, itemIds }: Analysed, match: Match): NewInsight {
  const { impact, sentiment, confidence } = analysis;
  const about = analysis.itemId === null ? `story:${analysis.storyId}` : `item:${analysis.itemId}`;
  return {
    userId,
    kind: match.kind,
    title: match.kind === "ticker" ? `${match.subject}: ${title}` : title,
    text: analysis.summary,
    reasons: [match.reason, `Impact ${Math.round(impact)} of 100, tone ${tone(sentiment)}.`],
    itemIds,
    analysisIds: [analysis.id],
    score: Math.round(impact * match.weight * (0.5 + 0.5 * confidence)),
    fingerprint: `${match.kind}:${match.subject}/${about}`,
  };
}

function tone(sentiment: number): string {
  if (sentiment > 0.15) return "good";
  return sentiment < -0.15 ? "bad" : "neutral";
}
