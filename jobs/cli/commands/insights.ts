import type { Command } from "commander";
import type { InsightView } from "../../model/content/portfolio-views.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";
import { plainText } from "../plain-text.ts";
import { everyPage } from "../read-pages.ts";
import { iso } from "../words.ts";
import { readingWidth, wrap } from "../wrap.ts";
import { wholeNumber } from "./jobs.ts";

export function addInsights(program: Command, { output, withHost }: CliContext): void {
  program
    .command("insights")
    .description("what the news means for what you hold, with the reasons, the newest first")
    .option("--limit <n>", "how many at most", wholeNumber, 20)
    .action(({ limit }: { readonly limit: number }) =>
      withHost(async ({ client }) => {
        const insights = await everyPage(limit, async (page) => {
          const { insights: rows, nextCursor } = await client.content.insights.list(page);
          return { rows, nextCursor };
        });
        output.json(insights.map(insightDocument));
        if (insights.length === 0 && !output.isJson) {
          const { user } = await client.content.portfolio.get({});
          output.line(
            user
              ? "There are no insights yet: they come with the tick (jobdeck tick)."
              : "There is no portfolio yet: jobdeck import holdings FILE brings one in, jobdeck tick joins it to the news.",
          );
        }
        for (const [place, insight] of insights.entries()) {
          if (place > 0) output.line();
          showInsight(insight, output);
        }
      }),
    );
}

function showInsight({ score, title, text, reasons, items }: InsightView, { line, paint, width }: Output): void {
  const columns = Math.min(width, readingWidth);
  const indent = " ".repeat(5);
  const set = (words: string, paintLine: (each: string) => string = (each) => each) => {
    for (const each of wrap(plainText(words), { width: columns, first: indent })) line(paintLine(each));
  };
  const head = `${String(Math.round(score)).padStart(3)}  `;
  for (const each of wrap(plainText(title), { width: columns, first: head, rest: indent })) line(paint.bold(each));
  set(text);
  set(reasons.join(" "), paint.dim);
  for (const item of items) set(`item ${item.id}: ${item.title} (${item.sourceTitle})`, paint.dim);
}

function insightDocument({ createdAt, items, ...insight }: InsightView) {
  const shown = items.map(({ publishedAt, ...item }) => ({ ...item, publishedAt: iso(publishedAt) }));
  return { ...insight, items: shown, createdAt: iso(createdAt) };
}
