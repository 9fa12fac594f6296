import { createItemLists } from "../../content/item-lists.ts";
import type { SourceView } from "../../model/content/news-views.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { Source } from "../../model/news.ts";
import { parseOpml, writeOpml } from "../../services/feeds/opml.ts";
import { addOutlines, addSource, detectFeeds } from "../../tasks/sources/add-source.ts";
import { sourceParts } from "../../tasks/sources/source-parts.ts";
import type { ContentCalls, ContentParts } from "./calls.ts";
import { notThere } from "./common.ts";

/** A look at an address, its page and the feeds that it names, takes no longer. */
const lookMs = 60_000;

/** The calls about sources. */
export function sourceCalls({ content, now, settings }: ContentParts): ContentCalls["sources"] {
  const { sources, rawItems } = sourceParts(content, {});
  const views = async (found: readonly Source[]): Promise<SourceView[]> => {
    const counts = await createItemLists(content).counts();
    const collected = await rawItems.counts();
    return found.map(({ etag: _, lastModified: __, ...source }) => ({
      ...{ ...source, ...(counts.get(source.id) ?? { itemCount: 0, unreadCount: 0 }) },
      collectedCount: collected.get(source.id) ?? 0,
    }));
  };
  const view = async (sourceId: number): Promise<SourceView> => {
    const source = await sources.get(sourceId);
    const [found] = source ? await views([source]) : [];
    if (!found) throw notThere("source", sourceId);
    return found;
  };
  return {
    list: async () => views(await sources.all()),
    detect: ({ address }) =>
      inTime(address, async (signal) => {
        const { feeds } = await detectFeeds(sourceParts(content, settings()), address, signal);
        const found = feeds.map(async ({ url, kind, feed }) => ({
          ...{ url, kind, title: feed.title, siteUrl: feed.siteUrl, itemCount: feed.items.length },
          sourceId: (await sources.byUrl(url))?.id ?? null,
        }));
        return { feeds: await Promise.all(found) };
      }),
    add: ({ url, title }) =>
      inTime(url, async (signal) => {
        const { source } = await addSource(sourceParts(content, settings()), { address: url, title, signal });
        return view(source.id);
      }),
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
    importOpml: async ({ opml }) => {
      const outlines = parseOpml(opml);
      if (!outlines) throw new JobdeckError("BAD_INPUT", "This is no OPML: there is no <opml> in it.");
      const { added, known, refused } = await addOutlines(sourceParts(content, settings()), outlines);
      return { added: await views(added), known: [...known], refused: [...refused] };
    },
    exportOpml: async () => {
      const feeds = (await sources.all()).filter(({ kind }) => kind === "rss" || kind === "youtube");
      return { opml: writeOpml(feeds, now()) };
    },
  };
}

/** @throws JobdeckError TIMEOUT when it takes longer than anybody waits */
async function inTime<T>(address: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(lookMs);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    const message = `${address} was looked at for ${lookMs / 1_000} s without an end. Give the feed's own address.`;
    throw new JobdeckError("TIMEOUT", message, { cause: error });
  }
}
