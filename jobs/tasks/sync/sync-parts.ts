import { type ContentDatabase, openContent } from "../../content/content-database.ts";
import { createSyncMemory } from "../../content/sync-memory.ts";
import { settingField } from "../../model/settings.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { openBucket } from "../../services/s3.ts";
import { s3Options } from "../../services/s3-options.ts";
import { openVectorStores } from "../../services/vector-store.ts";
import { syncLimits, triesOf } from "./sync-limits.ts";
import { syncSecrets, syncSettings } from "./sync-needs.ts";
import type { SyncParts } from "./sync-work.ts";

/** What the sync cannot do without and was not given, in the words of the settings window. */
export function missingSettings({ settings, secrets }: TaskContext): readonly string[] {
  return [...syncSettings, ...syncSecrets]
    .filter((name) => settingField(name)?.required && !settings[name] && !secrets[name])
    .map((name) => `${settingField(name)?.title} (${settingField(name)?.env})`);
}

/** Opens both services and the sync's memory, hands them over, and closes them again whatever happens. */
export async function withSyncParts<T>(context: TaskContext, work: (parts: SyncParts) => Promise<T>): Promise<T> {
  const { settings, secrets } = context;
  const limits = syncLimits(settings);
  const tries = triesOf(limits);
  const stores = await openVectorStores({
    apiKey: secrets["openai.apiKey"] ?? "",
    baseUrl: settings["openai.baseUrl"],
  });
  const bucket = await openBucket(s3Options({ ...settings, ...secrets }), { tries });
  let content: ContentDatabase | undefined;
  try {
    content = openContent(context.contentPath);
    const memory = createSyncMemory(content, settings["s3.bucket"] ?? "");
    return await work({ bucket, stores, memory, limits, tries, context });
  } finally {
    bucket.close();
    await content?.destroy();
  }
}
