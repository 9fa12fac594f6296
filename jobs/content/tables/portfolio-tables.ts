import type { Generated } from "kysely";
import type { Horizon, Risk } from "../../model/portfolio.ts";

/** `interests` is JSON. */
export type UserTable = {
  readonly id: Generated<number>;
  readonly email: string;
  readonly name: string;
  readonly interests: Generated<string>;
  readonly demo: Generated<number>;
  readonly created_at: number;
};

export type HoldingTable = {
  readonly id: Generated<number>;
  readonly user_id: number;
  readonly symbol: string;
  readonly quantity: number;
  readonly cost: number;
  readonly currency: string;
  readonly sector: string | null;
};

/** Its lists are JSON. */
export type ProfileTable = {
  readonly user_id: number;
  readonly risk: Risk;
  readonly horizon: Horizon;
  readonly concentration: number;
  readonly sectors: string;
  readonly interests: string;
  readonly computed_at: number;
};

/** Its lists are JSON. */
export type InsightTable = {
  readonly id: Generated<number>;
  readonly user_id: number;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly reasons: string;
  readonly item_ids: string;
  readonly analysis_ids: string;
  readonly score: number;
  readonly relevance: number | null;
  readonly fingerprint: string;
  readonly merged_into: number | null;
  readonly dismissed_at: number | null;
  readonly created_at: number;
};

export type AiUsageTable = {
  readonly id: Generated<number>;
  readonly at: number;
  readonly day: string;
  readonly run_id: string | null;
  readonly task_id: string;
  readonly provider: string;
  readonly model: string;
  readonly kind: string;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number;
  readonly outcome: Generated<"reserved" | "ok" | "failed">;
  readonly price_known: Generated<number>;
};
