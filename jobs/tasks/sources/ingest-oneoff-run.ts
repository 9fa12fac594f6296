import type { TaskContext } from "../../sdk/context.ts";
import { NonRetryableError } from "../../sdk/errors.ts";
import { FeedError } from "../../services/feeds/feed.ts";
import { type Found, type FoundFeed, findFeeds } from "../../services/feeds/find-feeds.ts";
import { readFileAs } from "../../services/pages/read-file.ts";
import { type Article, PageError, readPage } from "../../services/pages/read-page.ts";
import { toTaskError } from "../task-error.ts";
import { addFeed } from "./add-source.ts";
import type { Payload } from "./ingest-oneoff.ts";
import { keepArticle } from "./keep-article.ts";
import { type SourceParts, withSources } from "./source-parts.ts";
import { createSourceReport, type SourceReport } from "./source-report.ts";

type Outcome = {
  readonly kind: "article" | "feed";
  readonly itemId: number | null;
  /** Feeds that it is or names, as sources to be had. */
  readonly feeds: readonly { readonly url: string; readonly title: string; readonly itemCount: number }[];
};

export async function run(payload: Payload, context: TaskContext) {
  return withSources(context, async (parts) => {
    const report = createSourceReport(context, parts.now);
    const found = await look(parts, payload.url, context.signal);
    const { page, feeds } = found;
    if (!page || (payload.addSource && feeds.length > 0)) return offerFeed(parts, feeds, payload.addSource, report);
    return keepPage(parts, { page, feeds }, report, context);
  });
}

/** @throws as a task does: what can only fail again is not tried again */
async function look({ client }: SourceParts, url: string, signal: AbortSignal): Promise<Found> {
  try {
    return await findFeeds(client, url, signal);
  } catch (error) {
    if (error instanceof FeedError)
      throw new NonRetryableError(`${url} cannot be read as a feed. ${error.message}`, { cause: error });
    throw toTaskError(error);
  }
}

type FoundPage = { readonly page: NonNullable<Found["page"]>; readonly feeds: readonly FoundFeed[] };

async function keepPage(parts: SourceParts, { page, feeds }: FoundPage, report: SourceReport, { logger }: TaskContext) {
  const offered = offers(feeds);
  for (const { url, title } of offered) logger.info(`The page has a feed: ${title || url} (${url})`);
  try {
    const article = await articleIn(page);
    const link = article.canonicalUrl ?? page.url;
    const { itemId, added } = await keepArticle(parts, "page", { ...article, key: link, link });
    if (added) report.done();
    else report.skipped(article.title || link, "It was kept before.");
    const outcome: Outcome = { kind: "article", itemId: itemId ?? null, feeds: offered };
    return report.finish(`${added ? "Kept" : "Known"}: ${article.title || link}`, outcome);
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    report.failed(page.url, error);
    return report.finish("No article", { kind: "article", itemId: null, feeds: offered } satisfies Outcome);
  }
}

/** @throws PageError */
async function articleIn({ bytes, contentType, url }: FoundPage["page"]): Promise<Article> {
  if (!/\bpdf\b/i.test(contentType)) return readPage(bytes, { contentType, url });
  const read = await readFileAs(`${new URL(url).pathname.replace(/\.pdf$/i, "")}.pdf`, bytes);
  if (read.kind === "article") return read.article;
  throw new PageError("There is no article in it.");
}

async function offerFeed(parts: SourceParts, feeds: readonly FoundFeed[], add: boolean, report: SourceReport) {
  const [feed] = feeds;
  if (!feed) throw new NonRetryableError("There is nothing at this address.");
  const outcome: Outcome = { kind: "feed", itemId: null, feeds: offers(feeds) };
  const name = feed.feed.title || feed.url;
  if (!add) {
    report.skipped(feed.url, "It is a feed. Add it as a source, or run this again with addSource.");
    return report.finish(`A feed: ${name}. Add it as a source to follow it`, outcome);
  }
  const { added, newItems } = await addFeed(parts, feed);
  if (added) report.done();
  else report.skipped(feed.url, "It is a source already.");
  return report.finish(added ? `Added ${name} with ${newItems} items` : `${name} is a source already`, outcome);
}

function offers(feeds: readonly FoundFeed[]): Outcome["feeds"] {
  return feeds.map(({ url, feed }) => ({ url, title: feed.title, itemCount: feed.items.length }));
}
