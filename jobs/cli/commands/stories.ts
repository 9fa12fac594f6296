import { type Command, Option } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import { type ItemSummary, type StorySummary, storyStatuses } from "../../model/content/news-views.ts";
import { JobdeckError } from "../../model/errors.ts";
import { didYouMean } from "../../model/nearest.ts";
import type { CliContext } from "../context.ts";
import { newsItemDocument } from "../news-documents.ts";
import { type Output, table } from "../output.ts";
import { plainText } from "../plain-text.ts";
import { everyPage } from "../read-pages.ts";
import { iso, localTime } from "../words.ts";
import { readingWidth, wrap } from "../wrap.ts";
import { wholeNumber } from "./jobs.ts";

type Options = { readonly status?: StorySummary["status"]; readonly limit: number };

export function addStories(program: Command, { output, withHost }: CliContext): void {
  program
    .command("stories")
    .argument("[id]", "one of them: its summary and its items")
    .description("what several sources tell of, the latest first")
    .addOption(new Option("--status <status>", "only of this status").choices([...storyStatuses]))
    .option("--limit <n>", "how many at most", wholeNumber, 20)
    .action((id: string | undefined, options: Options) =>
      withHost(async ({ client }) => {
        if (id !== undefined) return showStory(await readStory(client, id), output);
        const stories = await readStories(client, options);
        output.json(stories.map(storyDocument));
        if (stories.length === 0)
          return output.line("There are no stories yet: they begin when two sources tell of the same.");
        const rows = stories.map((story) => [
          ...[String(story.id), story.status, String(story.itemCount), localTime(story.lastAt).slice(0, 16)],
          plainText(story.title),
        ]);
        table(output, ["ID", "STATUS", "ITEMS", "LATEST", "TITLE"], rows);
      }),
    );
}

async function readStories(client: JobdeckClient, { status, limit }: Options): Promise<readonly StorySummary[]> {
  return everyPage(limit, async (page) => {
    const { stories, nextCursor } = await client.content.stories.list({ ...page, ...(status && { status }) });
    return { rows: stories, nextCursor };
  });
}

type Story = Awaited<ReturnType<JobdeckClient["content"]["stories"]["get"]>>;

/** @throws JobdeckError NOT_FOUND with the nearest ones */
async function readStory(client: JobdeckClient, id: string): Promise<Story> {
  if (/^[1-9]\d{0,14}$/.test(id)) {
    try {
      return await client.content.stories.get({ storyId: Number(id) });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  const known = (await readStories(client, { limit: 200 })).map((story) => String(story.id));
  throw new JobdeckError("NOT_FOUND", `There is no story "${id}".${didYouMean(id, known)}`);
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "NOT_FOUND";
}

function showStory(story: Story, output: Output): void {
  const { line, paint } = output;
  const { items, analysis, summaryLong, ...summary } = story;
  output.json({ ...storyDocument(summary), summaryLong, analysis, items: items.map(newsItemDocument) });
  const width = Math.min(output.width, readingWidth);
  for (const each of wrap(plainText(story.title), { width })) line(paint.bold(each));
  line(paint.dim(`${story.status}, ${story.itemCount} items, latest ${localTime(story.lastAt)}`));
  const text = summaryLong ?? story.summaryShort;
  if (text) for (const each of ["", ...wrap(plainText(text), { width })]) line(each);
  line();
  table(output, ["ITEM", "PUBLISHED", "SOURCE", "TITLE"], items.map(itemRow));
}

function itemRow({ id, publishedAt, sourceTitle, title }: ItemSummary): readonly string[] {
  return [String(id), localTime(publishedAt).slice(0, 16), plainText(sourceTitle), plainText(title)];
}

function storyDocument({ firstAt, lastAt, ...story }: StorySummary) {
  return { ...story, firstAt: iso(firstAt), lastAt: iso(lastAt) };
}
