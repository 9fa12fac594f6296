import type { ListedObject } from "./plan.ts";
import type { SyncParts } from "./sync-work.ts";

const pagesPerLine = 10;

/** The whole bucket, or what of it begins with the prefix. */
export async function listBucket({ bucket, context }: SyncParts, prefix: string): Promise<readonly ListedObject[]> {
  const { logger, settings, signal } = context;
  logger.info(`Listing ${settings["s3.bucket"]} (${settings["s3.endpoint"]}) …`);
  const objects: ListedObject[] = [];
  let pages = 0;
  for await (const page of bucket.list(prefix || undefined, signal)) {
    for (const object of page) objects.push(object);
    pages += 1;
    if (pages % pagesPerLine === 0) logger.info(`${objects.length} objects so far …`);
  }
  return objects;
}
