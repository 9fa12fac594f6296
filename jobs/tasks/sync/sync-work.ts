import type { SyncedObjects } from "../../content/synced-objects.ts";
import type { TaskContext } from "../../sdk/context.ts";
import type { S3Bucket } from "../../services/s3.ts";
import type { VectorStores } from "../../services/vector-store.ts";
import type { KnownObject } from "./plan.ts";
import type { SyncLimits } from "./sync-limits.ts";
import type { SyncReport } from "./sync-report.ts";

/** What every step of a sync works with. */
export type SyncWork = {
  readonly bucket: S3Bucket;
  readonly stores: VectorStores;
  readonly storeId: string;
  readonly memory: SyncedObjects;
  /** What was in the store when the sync began. */
  readonly known: ReadonlyMap<string, KnownObject>;
  readonly report: SyncReport;
  readonly limits: SyncLimits;
  readonly context: TaskContext;
};
