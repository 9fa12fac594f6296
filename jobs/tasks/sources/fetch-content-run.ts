import type { RawItem } from "../../model/news.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { PageError, pageRequest, readPage } from "../../services/pages/read-page.ts";
import { ServiceError } from "../../services/service-error.ts";
import type { Payload } from "./fetch-content.ts";
import { type SourceParts, withSources } from "./source-parts.ts";
import { createSourceReport } from "./source-report.ts";

export async function run({ itemIds, limit, again }: Payload, context: TaskContext) {
  return withSources(context, async (parts) => {
    const report = createSourceReport(context, parts.now);
    const items = itemIds ? await knownItems(parts, itemIds) : await parts.rawItems.wanted(limit);
    for (const [index, item] of items.entries()) {
      context.signal.throwIfAborted();
      context.progress(index, items.length, item.title);
      const reason = again ? noPage(item) : (noPage(item) ?? noNeed(item));
      if (reason !== undefined) report.skipped(nameOf(item), reason);
      else
        await fetchOne(parts, item, context).then(
          () => report.done(),
          (error: unknown) => {
            context.signal.throwIfAborted();
            if (!(error instanceof ServiceError) && !(error instanceof PageError)) throw error;
            report.failed(nameOf(item), error);
          },
        );
    }
    context.progress(items.length, items.length);
    return report.finish(`${report.count()} texts`, {});
  });
}

async function knownItems({ rawItems }: SourceParts, ids: readonly number[]): Promise<readonly RawItem[]> {
  const items: RawItem[] = [];
  for (const itemId of ids) {
    const item = await rawItems.get(itemId);
    if (item) items.push(item);
  }
  return items;
}

/** @throws ServiceError, PageError; the reason is kept with the item, unless it may pass */
async function fetchOne({ client, rawItems }: SourceParts, item: RawItem, { signal }: TaskContext): Promise<void> {
  try {
    const fetched = await client.get(item.link ?? "", { ...pageRequest, signal });
    if (fetched.kind !== "document") throw new PageError("The server sent nothing.");
    const { title: _, html, text, author, leadImage } = await readPage(fetched.bytes, fetched);
    await rawItems.setContent(item.id, {
      ...{ html, text },
      ...(leadImage !== null && item.leadImage === null && { leadImage }),
      ...(author !== null && item.author === null && { author }),
    });
  } catch (error) {
    const isFinal = error instanceof PageError || (error instanceof ServiceError && error.kind !== "unavailable");
    if (isFinal) await rawItems.contentFailed(item.id, error.message);
    throw error;
  }
}

function noPage({ link }: RawItem): string | undefined {
  return link === null ? "It has no page." : undefined;
}

function noNeed({ contentState, contentError }: RawItem): string | undefined {
  if (contentState === "fetched") return "Its text is there.";
  return contentState === "failed" ? `Its page cannot be had: ${contentError ?? ""}` : undefined;
}

function nameOf({ title, link, id: itemId }: RawItem): string {
  return title || link || `Item ${itemId}`;
}
