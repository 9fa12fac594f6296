import type { SyncMemory } from "../../content/sync-memory.ts";
import type { TaskContext } from "../../sdk/context.ts";
import type { S3Bucket } from "../../services/s3.ts";
import { type Tries, tried } from "../../services/tries.ts";
import type { VectorStores } from "../../services/vector-store.ts";
import type { KnownObject } from "./plan.ts";
import type { SyncLimits } from "./sync-limits.ts";
import type { SyncReport } from "./sync-report.ts";

/** What the sync is connected to, and what it is allowed to do. */
export type SyncParts = {
  readonly bucket: S3Bucket;
  readonly stores: VectorStores;
  readonly memory: SyncMemory;
  readonly limits: SyncLimits;
  readonly tries: Tries;
  readonly context: TaskContext;
};

/** What every step that changes something works with. */
export type SyncWork = SyncParts & {
  readonly storeId: string;
  /** What was in the store when the sync began. */
  readonly known: ReadonlyMap<string, KnownObject>;
  readonly report: SyncReport;
};

/** Makes a call that may be made twice, again when it failed for a reason that may have passed. */
export function ask<T>({ tries, context }: SyncParts, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, logger } = context;
  return tried(() => call(signal), {
    tries,
    signal,
    onRetry: ({ error, attempt, waitMs }) => logger.warn(`${error.message} Try ${attempt + 1} in ${waitMs} ms.`),
  });
}
