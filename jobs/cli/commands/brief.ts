import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import type { BriefSummary } from "../../model/content/news-views.ts";
import { JobdeckError } from "../../model/errors.ts";
import { didYouMean } from "../../model/nearest.ts";
import { cancelOnInterrupt } from "../cancel-on-interrupt.ts";
import type { CliContext } from "../context.ts";
import { Exit, type Output, table } from "../output.ts";
import { everyPage } from "../read-pages.ts";
import { runToItsEnd } from "../run-to-its-end.ts";
import { briefDocument, newestBrief } from "../show-brief.ts";
import { showMarkdown } from "../show-markdown.ts";
import { timeOption } from "../time-option.ts";
import { iso, localTime } from "../words.ts";
import { wholeNumber } from "./jobs.ts";

type Options = {
  readonly since?: number;
  readonly new?: boolean;
  readonly list?: boolean;
  readonly markdown?: boolean;
  readonly limit: number;
};

const help = `
Without options it prints the newest one; one is made every day at seven.

Examples:
  jobdeck brief --since 24h              make one of the last day
  jobdeck brief --new --markdown > b.md  make one of what came since the last`;

export function addBrief(program: Command, context: CliContext): void {
  const { output, withHost } = context;
  program
    .command("brief")
    .argument("[id]", "this one (default: the newest)")
    .description("a digest of the news with a source for every claim")
    .option("--since <time>", "make one of what came since: 24h or 7d back from now, or an ISO time", timeOption)
    .option("--new", "make one of what came since the last")
    .option("--list", "what briefs there are, the newest first")
    .option("--limit <n>", "how many to list at most", wholeNumber, 20)
    .option("--markdown", "as Markdown, with links of the form jobdeck://item/ID")
    .addHelpText("after", help)
    .action((id: string | undefined, options: Options) =>
      withHost(async ({ client }) => {
        if (options.list) return list(client, options.limit, output);
        const isMade = options.since !== undefined || options.new === true;
        if (isMade) await make(client, options.since, output);
        const brief = id === undefined ? await newestBrief(client) : await readBrief(client, id);
        if (!brief) throw new JobdeckError("NOT_FOUND", "There is no brief yet: jobdeck brief --since 24h makes one.");
        output.json(briefDocument(brief));
        if (options.markdown) output.line(brief.markdown.trimEnd());
        else showMarkdown(brief.markdown, output);
      }),
    );
}

/** Makes one; that there was nothing new to tell is said, and is no failure. */
async function make(client: JobdeckClient, since: number | undefined, output: Output): Promise<void> {
  const payload = since === undefined ? {} : { since: new Date(since).toISOString() };
  const { id: runId } = await client.jobs.run({ taskId: "generate-brief", payload });
  // What the run says goes aside: the brief alone is what was asked for.
  const aside = { ...output, line: (text = "") => output.note(text) };
  const { result: run, interrupted } = await cancelOnInterrupt({ client, runId, output }, () =>
    runToItsEnd(client, runId, aside),
  );
  if (interrupted) throw new Exit(130);
  if (run.status === "completed") return;
  output.note(run.error?.message ?? `The brief was ${run.status}.`);
  throw new Exit(1);
}

async function list(client: JobdeckClient, limit: number, output: Output): Promise<void> {
  const briefs = await readBriefs(client, limit);
  output.json(
    briefs.map(({ fromAt, toAt, createdAt, ...brief }) => ({
      ...brief,
      ...{ fromAt: iso(fromAt), toAt: iso(toAt), createdAt: iso(createdAt) },
    })),
  );
  if (briefs.length === 0) return output.line("There is no brief yet: jobdeck brief --since 24h makes one.");
  const short = (at: number) => localTime(at).slice(0, 16);
  const rows = briefs.map((each) => [
    ...[String(each.id), short(each.fromAt), short(each.toAt), String(each.itemCount), each.provider, each.title],
  ]);
  table(output, ["ID", "FROM", "TO", "ITEMS", "BY", "TITLE"], rows);
}

function readBriefs(client: JobdeckClient, limit: number): Promise<readonly BriefSummary[]> {
  return everyPage(limit, async (page) => {
    const { briefs: rows, nextCursor } = await client.content.briefs.list(page);
    return { rows, nextCursor };
  });
}

/** @throws JobdeckError NOT_FOUND with the nearest ones */
async function readBrief(client: JobdeckClient, id: string) {
  const known = await readBriefs(client, 1_000);
  const found = known.find((brief) => String(brief.id) === id);
  if (found) return client.content.briefs.get({ briefId: found.id });
  const ids = known.map((brief) => String(brief.id));
  throw new JobdeckError("NOT_FOUND", `There is no brief "${id}".${didYouMean(id, ids)}`);
}
