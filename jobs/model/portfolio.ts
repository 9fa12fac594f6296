export type Risk = "low" | "medium" | "high";
export type Horizon = "short" | "medium" | "long";

/** Whose portfolio it is. */
export type PortfolioUser = {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly interests: readonly string[];
  readonly demo: boolean;
  readonly createdAt: number;
};

export type Holding = {
  readonly id: number;
  readonly userId: number;
  readonly symbol: string;
  readonly quantity: number;
  /** Paid for one piece, in `currency`. */
  readonly cost: number;
  readonly currency: string;
  readonly sector: string | null;
};

/** A part of the whole, 0 to 1. */
export type Share = { readonly name: string; readonly share: number };

/** What holdings and reading say of a user as an investor. */
export type Profile = {
  readonly userId: number;
  readonly risk: Risk;
  readonly horizon: Horizon;
  /** 0: spread over very many, 1: all in one. */
  readonly concentration: number;
  readonly sectors: readonly Share[];
  readonly interests: readonly Share[];
  readonly computedAt: number;
};

/** What news means for a user, with the reasons. */
export type Insight = {
  readonly id: number;
  readonly userId: number;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly reasons: readonly string[];
  readonly itemIds: readonly number[];
  readonly analysisIds: readonly number[];
  /** 0 to 100. */
  readonly score: number;
  /** 0 to 100, against the user's profile and interests; null until it was scored. */
  readonly relevance: number | null;
  /** What makes it the same insight when it is found again. */
  readonly fingerprint: string;
  readonly mergedInto: number | null;
  readonly dismissedAt: number | null;
  readonly createdAt: number;
};

/** One call of a model, with what it cost. */
export type AiUsage = {
  readonly id: number;
  readonly at: number;
  /** The calendar day of the host, YYYY-MM-DD. */
  readonly day: string;
  readonly runId: string | null;
  readonly taskId: string;
  readonly provider: string;
  readonly model: string;
  readonly kind: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
};
