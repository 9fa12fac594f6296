import { z } from "zod";
import { openContent } from "../../content/content-database.ts";
import { createSyncedObjects } from "../../content/synced-objects.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { NonRetryableError, RetryAfterError } from "../../sdk/errors.ts";
import { schemaTask } from "../../sdk/schema-task.ts";
import { s3Options } from "../../services/credential-tests.ts";
import { openBucket, type S3Bucket, S3RefusedError } from "../../services/s3.ts";
import { openVectorStores, VectorStoreError } from "../../services/vector-store.ts";
import { findOrCreateStore, findStore } from "./find-store.ts";
import { mirrorDeletes, removeGarbage } from "./garbage.ts";
import { removeOrphans } from "./orphans.ts";
import { type ListedObject, planSync } from "./plan.ts";
import { syncLimits } from "./sync-limits.ts";
import { createSyncReport, type SyncOutput, summaryOf } from "./sync-report.ts";
import { transfer } from "./transfer.ts";

const payloadSchema = z.strictObject({
  /** Only objects whose key begins so. */
  prefix: z.string().max(1_024).default(""),
  /** Upload unchanged files too. */
  full: z.boolean().default(false),
  /** Change nothing anywhere; say what would be done. */
  dryRun: z.boolean().default(false),
  /** Remove from the store what left the bucket; never what this sync did not put there. */
  mirrorDeletes: z.boolean().default(false),
});

type Payload = z.output<typeof payloadSchema>;

/** Keeps an OpenAI vector store in step with the Markdown files of a bucket. */
export const syncS3 = schemaTask({
  id: "sync-s3",
  title: "S3 → vector store",
  description: "Keeps an OpenAI vector store in step with the Markdown files of a bucket.",
  category: "Sync",
  schema: payloadSchema,
  queue: { concurrencyLimit: 1 },
  timeoutMs: 6 * 60 * 60_000,
  secrets: ["s3.accessKeyId", "s3.secretAccessKey", "openai.apiKey"],
  settings: [
    ...["s3.bucket", "s3.endpoint", "s3.region", "openai.vectorStoreName", "openai.baseUrl"],
    ...["sync.batchSize", "sync.uploadTries", "sync.retryDelayMs", "sync.maxFileBytes"],
  ],
  schedules: [{ when: "0 0 * * *" }],
  run: async (payload, context) => {
    try {
      return await sync(payload, context);
    } catch (error) {
      throw toTaskError(error);
    }
  },
});

async function sync(payload: Payload, context: TaskContext): Promise<SyncOutput> {
  const startedAt = Date.now();
  const { logger, secrets, settings, signal } = context;
  const limits = syncLimits(settings);
  const bucketName = settings["s3.bucket"] ?? "";
  const storeName = settings["openai.vectorStoreName"] ?? "";
  const bucket = await openBucket(s3Options({ ...settings, ...secrets }));
  const stores = await openVectorStores({
    apiKey: secrets["openai.apiKey"] ?? "",
    baseUrl: settings["openai.baseUrl"],
  });
  const content = openContent(context.contentPath);
  try {
    const objects = await listAll(bucket, payload.prefix, context);
    const storeId = payload.dryRun
      ? await findStore(stores, storeName, signal)
      : await findOrCreateStore({ stores, name: storeName, context });
    const memory = createSyncedObjects(content, { storeId: storeId ?? "", bucket: bucketName });
    const known = await memory.all();
    const plan = planSync({ objects, known, limits, full: payload.full, prefix: payload.prefix });
    logger.info(
      `${plan.listed} objects, ${plan.markdown} Markdown, ${plan.uploads.length} new or changed since the last sync`,
    );
    for (const { key, reason } of plan.skipped) logger.warn(`Skipped ${key}: ${reason}`);
    for (const { key, error } of plan.impossible) logger.error(`Cannot take ${key}: ${error}`);
    const report = createSyncReport(plan, startedAt);
    const gone = payload.mirrorDeletes ? plan.gone : [];
    if (payload.dryRun || storeId === undefined) {
      const dryRun = { wouldUpload: plan.uploads.length, wouldDelete: gone.length };
      return finish({ ...report.output(Date.now()), dryRun }, context);
    }
    const work = { bucket, stores, storeId, memory, known, report, limits, context };
    await removeOrphans(work);
    await removeGarbage(work);
    await transfer(work, plan.uploads);
    await mirrorDeletes(work, gone);
    await removeOrphans(work);
    return finish(report.output(Date.now()), context);
  } finally {
    bucket.close();
    await content.destroy();
  }
}

async function listAll(bucket: S3Bucket, prefix: string, { logger, signal, settings }: TaskContext) {
  logger.info(`Listing ${settings["s3.bucket"]} (${settings["s3.endpoint"]}) …`);
  const objects: ListedObject[] = [];
  for await (const page of bucket.list(prefix || undefined, signal)) objects.push(...page);
  return objects;
}

function finish(output: SyncOutput, { logger, report }: TaskContext): SyncOutput {
  const { uploaded, skipped, failed, durationMs } = output;
  logger.info(`done=${uploaded} skipped=${skipped} failed=${failed} in ${durationMs}ms`);
  report({ summary: summaryOf(output), ...(failed > 0 ? { outcome: "warnings" } : {}) });
  return output;
}

/** Says to the engine whether and when another try makes sense. */
function toTaskError(error: unknown): unknown {
  if (error instanceof S3RefusedError) return new NonRetryableError(error.message, { cause: error });
  if (!(error instanceof VectorStoreError)) return error;
  if (!error.retryable) return new NonRetryableError(error.message, { cause: error });
  if (error.retryAfterMs !== undefined) return new RetryAfterError(error.message, error.retryAfterMs, { cause: error });
  return error;
}
