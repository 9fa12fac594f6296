import type { Generated } from "kysely";
import type { AnalysisState, ContentState, RawItemState, SourceKind, StoryStatus } from "../../model/news.ts";

export type SourceTable = {
  readonly id: Generated<number>;
  readonly kind: SourceKind;
  readonly url: string;
  readonly title: string;
  readonly site_url: string | null;
  readonly enabled: Generated<number>;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly interval_ms: Generated<number>;
  readonly next_fetch_at: Generated<number>;
  readonly last_fetched_at: number | null;
  readonly last_success_at: number | null;
  readonly failures: Generated<number>;
  readonly last_error: string | null;
  readonly disabled_reason: string | null;
  readonly demo: Generated<number>;
  readonly created_at: number;
};

export type RawItemTable = {
  readonly id: Generated<number>;
  readonly source_id: number;
  readonly key: string;
  readonly link: string | null;
  readonly title: string;
  readonly author: string | null;
  readonly published_at: number | null;
  readonly content_state: Generated<ContentState>;
  readonly content_error: string | null;
  readonly state: Generated<RawItemState>;
  readonly error: string | null;
  readonly created_at: number;
  readonly lead_image: string | null;
  readonly html: string | null;
  readonly content_html: string | null;
  readonly content_text: string | null;
};

export type ItemTable = {
  readonly id: number;
  readonly source_id: number;
  readonly title: string;
  readonly link: string | null;
  readonly canonical_url: string | null;
  readonly author: string | null;
  readonly language: string;
  readonly lead_image: string | null;
  readonly published_at: number;
  readonly content_hash: string;
  readonly simhash: string;
  readonly analysis_state: Generated<AnalysisState>;
  readonly analysis_error: string | null;
  readonly analysis_tries: Generated<number>;
  readonly snoozed_until: number | null;
  readonly read_at: number | null;
  readonly created_at: number;
  readonly excerpt: string;
  readonly text: string;
};

export type EmbeddingTable = {
  readonly id: Generated<number>;
  readonly item_id: number;
  readonly provider: string;
  readonly model: string;
  readonly indexed: Generated<number>;
  readonly embedded_at: number;
  readonly vector: Uint8Array;
};

export type StoryTable = {
  readonly id: Generated<number>;
  readonly title: string;
  readonly summary_short: string | null;
  readonly summary_long: string | null;
  readonly summary_items: Generated<number>;
  readonly status: Generated<StoryStatus>;
  readonly first_at: number;
  readonly last_at: number;
  readonly item_count: Generated<number>;
  readonly updated_at: number;
};

export type StoryItemTable = { readonly story_id: number; readonly item_id: number };

/** Its lists are JSON. */
export type AnalysisTable = {
  readonly id: Generated<number>;
  readonly item_id: number | null;
  readonly story_id: number | null;
  readonly provider: string;
  readonly model: string;
  readonly summary: string;
  readonly topics: string;
  readonly entities: string;
  readonly tickers: string;
  readonly sentiment: number;
  readonly impact: number;
  readonly confidence: number;
  readonly passages: string;
  readonly created_at: number;
};

export type HighlightTable = {
  readonly id: Generated<number>;
  readonly item_id: number;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly created_at: number;
};

/** `item_ids` is JSON. */
export type BriefTable = {
  readonly id: Generated<number>;
  readonly title: string;
  readonly markdown: string;
  readonly from_at: number;
  readonly to_at: number;
  readonly item_ids: string;
  readonly provider: string;
  readonly model: string;
  readonly created_at: number;
};
