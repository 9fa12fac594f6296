import { createItemLists } from "../../content/item-lists.ts";
import { createSources } from "../../content/sources.ts";
import type { SourceView } from "../../model/content/news-views.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { Source } from "../../model/news.ts";
import type { ContentCalls, ContentParts } from "./calls.ts";
import { notThere } from "./common.ts";

/** The calls about sources. */
export function sourceCalls({ content, now }: ContentParts): ContentCalls["sources"] {
  const sources = createSources(content);
  const view = async (sourceId: number): Promise<SourceView> => {
    const source = await sources.get(sourceId);
    if (!source) throw notThere("source", sourceId);
    return sourceView(source, await createItemLists(content).counts());
  };
  return {
    list: async () => {
      const counts = await createItemLists(content).counts();
      return (await sources.all()).map((source) => sourceView(source, counts));
    },
    detect: async () => {
      throw notYet();
    },
    add: async ({ url, title }) => {
      const { id } = await sources.add({ kind: "rss", url, title: title ?? url }, now());
      return view(id);
    },
    update: async ({ sourceId, title, enabled, intervalMs }) => {
      await sources.update(sourceId, {
        ...(title === undefined ? {} : { title }),
        ...(intervalMs === undefined ? {} : { intervalMs }),
        ...(enabled === undefined ? {} : { enabled, disabledReason: null }),
        ...(enabled ? { nextFetchAt: now(), failures: 0, lastError: null } : {}),
      });
      return view(sourceId);
    },
    remove: async ({ sourceId }) => {
      if (!(await sources.remove(sourceId))) throw notThere("source", sourceId);
      return {};
    },
    importOpml: async () => {
      throw notYet();
    },
    exportOpml: async () => {
      throw notYet();
    },
  };
}

function notYet(): JobdeckError {
  return new JobdeckError("NOT_ALLOWED", "Feeds cannot be looked for yet.");
}

type Counts = Awaited<ReturnType<ReturnType<typeof createItemLists>["counts"]>>;

function sourceView({ etag: _, lastModified: __, ...source }: Source, counts: Counts): SourceView {
  return { ...source, ...(counts.get(source.id) ?? { itemCount: 0, unreadCount: 0 }) };
}
