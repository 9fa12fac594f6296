import { type ContentDatabase, openContent } from "../../content/content-database.ts";
import { type CleanItem, createItems, type ItemMark } from "../../content/items.ts";
import { createRawItems } from "../../content/raw-items.ts";
import { createStories, type StoryMember } from "../../content/stories.ts";
import type { TaskContext } from "../../sdk/context.ts";
import { numberSetting } from "../number-setting.ts";
import { createWorkReport, type WorkOutput } from "../work-report.ts";
import { cleanItem } from "./clean-item.ts";
import { findSame, storyWindowMs } from "./near-duplicates.ts";

/** So long the full text of an item's page is waited for; then what the feed brought is cleaned. */
const pageWaitMs = 10 * 60_000;
/** Items that new ones are compared with, the newest. */
const comparedWith = 20_000;

export async function run({ limit }: { readonly limit?: number | undefined }, context: TaskContext) {
  const content = openContent(context.contentPath);
  try {
    return await clean(content, limit ?? numberSetting(context.settings, "news.cleanLimit"), context);
  } finally {
    await content.destroy();
  }
}

async function clean(content: ContentDatabase, limit: number, context: TaskContext): Promise<WorkOutput> {
  const report = createWorkReport(context);
  const now = Date.now();
  const rawItems = createRawItems(content);
  const found = await rawItems.toClean(limit, now - pageWaitMs);
  const cleaned: CleanItem[] = [];
  for (const [place, raw] of found.entries()) {
    context.signal.throwIfAborted();
    try {
      cleaned.push(cleanItem(raw));
      report.done();
    } catch (error) {
      await rawItems.failed(raw.id, error instanceof Error ? error.message : String(error));
      report.failed(raw, error);
    }
    context.progress(place + 1, found.length, "items");
  }
  if (cleaned.length > 0) {
    await createItems(content).put(cleaned, now);
    const joined = await context.span("Join stories", () => joinStories(content, cleaned, now));
    // Not before: what was not joined because of a kill is cleaned again, which changes nothing else.
    await rawItems.cleaned(cleaned.map(({ id }) => id));
    context.logger.info(`${joined} items say the same as others.`);
  }
  return report.finish("cleaned");
}

/** Joins each item to what says the same, of those that were there and of those before it. Gives how many joined. */
async function joinStories(content: ContentDatabase, cleaned: readonly CleanItem[], now: number): Promise<number> {
  const stories = createStories(content);
  const since = Math.min(...cleaned.map(({ publishedAt }) => publishedAt)) - storyWindowMs;
  const marks = await createItems(content).marks(since, comparedWith);
  const known = marks.map((mark): Mutable<ItemMark> => ({ ...mark }));
  const byId = new Map(known.map((mark) => [mark.id, mark]));
  const isNew = new Set(cleaned.map(({ id }) => id));
  let joined = 0;
  for (const item of [...cleaned].sort((a, b) => a.publishedAt - b.publishedAt)) {
    const own = byId.get(item.id);
    if (own && own.storyId !== null) continue;
    // What is cleaned in the same run and is newer is compared with this one in its turn.
    const others = known.filter(({ id, publishedAt }) => !isNew.has(id) || publishedAt <= item.publishedAt);
    const same = findSame(item, others);
    if (!same) continue;
    same.storyId ??= await stories.begin([member(same)], now);
    await stories.join(same.storyId, [member(item)], now);
    if (own) own.storyId = same.storyId;
    joined += 1;
  }
  return joined;
}

type Mutable<Value> = { -readonly [Name in keyof Value]: Value[Name] };

function member({ id, title, publishedAt }: StoryMember): StoryMember {
  return { id, title, publishedAt };
}
