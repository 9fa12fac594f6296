import type { AiWorkTable } from "./tables/ai-tables.ts";
import type {
  AnalysisTable,
  BriefTable,
  EmbeddingTable,
  HighlightTable,
  ItemTable,
  RawItemTable,
  SourceTable,
  StoryItemTable,
  StoryTable,
} from "./tables/news-tables.ts";
import type { AiUsageTable, HoldingTable, InsightTable, ProfileTable, UserTable } from "./tables/portfolio-tables.ts";
import type {
  MadeVectorStoreTable,
  SyncedObjectTable,
  SyncGarbageTable,
  SyncIntentTable,
} from "./tables/sync-tables.ts";

/** The tables of `content.db`. What they are for is said in their migrations. */
export type ContentSchema = {
  readonly made_vector_store: MadeVectorStoreTable;
  readonly synced_object: SyncedObjectTable;
  readonly sync_intent: SyncIntentTable;
  readonly sync_garbage: SyncGarbageTable;
  readonly source: SourceTable;
  readonly raw_item: RawItemTable;
  readonly item: ItemTable;
  readonly embedding: EmbeddingTable;
  readonly story: StoryTable;
  readonly story_item: StoryItemTable;
  readonly analysis: AnalysisTable;
  readonly highlight: HighlightTable;
  readonly brief: BriefTable;
  readonly user: UserTable;
  readonly holding: HoldingTable;
  readonly profile: ProfileTable;
  readonly insight: InsightTable;
  readonly ai_usage: AiUsageTable;
  readonly ai_work: AiWorkTable;
};
