import type { Command } from "commander";
import type { FoundText, SearchResult } from "../../model/content/news-views.ts";
import type { CliContext } from "../context.ts";
import { newsItemDocument } from "../news-documents.ts";
import type { Output } from "../output.ts";
import { plainText } from "../plain-text.ts";
import { iso, localTime } from "../words.ts";
import { readingWidth, wrap } from "../wrap.ts";
import { wholeNumber } from "./jobs.ts";
import { findSource } from "./source.ts";

type Options = { readonly limit: number; readonly source?: string };

const help = `
All words have to be there; the last may be the beginning of one. "several words" are a phrase, word* is a beginning, and
-word must not be there (after --, for the shell).

Examples:
  jobdeck search port strike
  jobdeck search '"interest rates"'
  jobdeck search -- wind -solar`;

export function addSearch(program: Command, { output, withHost }: CliContext): void {
  program
    .command("search")
    .argument("<words...>")
    .description("find items, stories, briefs and insights by their words")
    .option("--source <source>", "items of this one only: its id or its address")
    .option("--limit <n>", "how many items at most, 1 to 100", wholeNumber, 10)
    .addHelpText("after", help)
    .action((words: readonly string[], { limit, source }: Options) =>
      withHost(async ({ client }) => {
        const sourceId = source === undefined ? undefined : (await findSource(client, source)).id;
        const wish = { words: words.join(" "), limit: Math.min(limit, 100) };
        const result = await client.content.search({ ...wish, ...(sourceId !== undefined && { sourceId }) });
        output.json(resultDocument(result));
        if (!output.isJson) show(result, output);
      }),
    );
}

function show(result: SearchResult, output: Output): void {
  const { items, more, stories, briefs, insights, note } = result;
  const { line, paint } = output;
  if (note) output.note(note);
  if (items.length + stories.length + briefs.length + insights.length === 0) line("Nothing was found.");
  for (const { item, title, snippet } of items) {
    found(title, `item ${item.id}`, output);
    line(paint.dim(`   ${plainText(item.sourceTitle)}, ${localTime(item.publishedAt).slice(0, 16)}`));
    words(snippet, output);
  }
  if (more) line(paint.dim(`   … and more: --limit ${items.length * 2}`));
  for (const { story, title } of stories) found(title, `story ${story.id}`, output);
  for (const { brief, title, snippet } of briefs) {
    found(title, `brief ${brief.id}`, output);
    words(snippet, output);
  }
  for (const { insightId, title, snippet } of insights) {
    found(title, `insight ${insightId}`, output);
    words(snippet, output);
  }
}

function found({ text }: FoundText, what: string, { line, paint, width }: Output): void {
  const columns = Math.min(width, readingWidth);
  const [first = "", ...rest] = wrap(plainText(text), { width: columns - what.length - 2 });
  line(`${paint.bold(first)}  ${paint.dim(what)}`);
  for (const each of rest) line(paint.bold(each));
}

function words(found: FoundText, { line, paint, width }: Output): void {
  for (const each of wrap(marked(found, paint.yellow), { width: Math.min(width, readingWidth), first: "   " }))
    line(each);
}

/** What was found is painted word by word, so that it may be broken between lines. */
function marked({ text, ranges }: FoundText, paint: (text: string) => string): string {
  let at = 0;
  let whole = "";
  for (const { start, end } of ranges) {
    const hit = plainText(text.slice(start, end)).split(" ").map(paint).join(" ");
    whole += spaced(text.slice(at, start)) + hit;
    at = end;
  }
  return whole + spaced(text.slice(at));
}

/** Without what a terminal must not be given; the spaces at the ends stay. */
function spaced(text: string): string {
  return `${/^\s/.test(text) ? " " : ""}${plainText(text)}${/\s$/.test(text) ? " " : ""}`;
}

function resultDocument({ items, stories, briefs, ...rest }: SearchResult) {
  return {
    items: items.map(({ item, ...texts }) => ({ item: newsItemDocument(item), ...texts })),
    stories: stories.map(({ story: { firstAt, lastAt, ...story }, ...texts }) => ({
      story: { ...story, firstAt: iso(firstAt), lastAt: iso(lastAt) },
      ...texts,
    })),
    briefs: briefs.map(({ brief: { fromAt, toAt, createdAt, ...brief }, ...texts }) => ({
      brief: { ...brief, fromAt: iso(fromAt), toAt: iso(toAt), createdAt: iso(createdAt) },
      ...texts,
    })),
    ...rest,
  };
}
