import type { TaskContext } from "../../sdk/context.ts";
import { toTaskError } from "../task-error.ts";
import { findOrMakeStore, findStore } from "./find-store.ts";
import { finish, finishDryRun, finishSkipped, logPlan } from "./finish.ts";
import { mirrorDeletes } from "./garbage.ts";
import { clearLeftovers } from "./leftovers.ts";
import { listBucket } from "./list-bucket.ts";
import { planSync, type SyncPlan } from "./plan.ts";
import { missingSettings, withSyncParts } from "./sync-parts.ts";
import { createSyncReport, type SyncOutput } from "./sync-report.ts";
import type { Payload } from "./sync-s3.ts";
import type { SyncParts, SyncWork } from "./sync-work.ts";
import { transfer } from "./transfer.ts";
import { discardVanishedStores } from "./vanished-stores.ts";

export async function run(payload: Payload, context: TaskContext) {
  const missing = missingSettings(context);
  if (missing.length > 0) return finishSkipped(missing, context);
  try {
    return await withSyncParts(context, (parts) => sync(payload, parts));
  } catch (error) {
    throw toTaskError(error);
  }
}

async function sync(payload: Payload, parts: SyncParts): Promise<SyncOutput> {
  const startedAt = Date.now();
  const { memory, limits, context } = parts;
  const name = context.settings["openai.vectorStoreName"] ?? "";

  const objects = await context.span("List bucket", () => listBucket(parts, payload.prefix));
  const storeId = payload.dryRun ? await findStore(parts, name) : await findOrMakeStore(parts, name);
  const known = storeId === undefined ? new Map() : await memory.objects.all(storeId);
  const plan = planSync({ objects, known, limits, full: payload.full, prefix: payload.prefix });
  logPlan(plan, context);

  const report = createSyncReport(plan, startedAt);
  const gone = payload.mirrorDeletes ? plan.gone : [];
  if (storeId === undefined || payload.dryRun) return finishDryRun({ plan, report, gone: gone.length, context });
  await carryOut({ ...parts, storeId, known, report }, plan.uploads, gone);
  return finish(report, context);
}

async function carryOut(work: SyncWork, uploads: SyncPlan["uploads"], gone: SyncPlan["gone"]): Promise<void> {
  await discardVanishedStores(work);
  await clearLeftovers(work);
  await transfer(work, uploads);
  await mirrorDeletes(work, gone);
  await clearLeftovers(work);
}
