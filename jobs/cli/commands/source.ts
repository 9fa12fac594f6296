import type { Command } from "commander";
import type { JobdeckClient } from "../../api/contract.ts";
import type { SourceView } from "../../model/content/news-views.ts";
import { JobdeckError } from "../../model/errors.ts";
import { didYouMean } from "../../model/nearest.ts";
import { allowTypedHost } from "../allow-typed-host.ts";
import type { CliContext } from "../context.ts";
import { table } from "../output.ts";
import { iso, localTime } from "../words.ts";

export function addSource(program: Command, context: CliContext): void {
  const { output, withHost } = context;
  const command = program.command("source").description("where news comes from: feeds and YouTube channels");

  command
    .command("add")
    .argument("<url>", "a feed, a page that names one, or a YouTube channel (address, @handle or id)")
    .option("--title <title>", "its name in lists (default: the feed's own)")
    .description("add a feed, with the items that it has now")
    .addHelpText("after", "\nExamples:\n  jobdeck source add example.org\n  jobdeck source add @name --title Talks")
    .action((url: string, { title }: { readonly title?: string }) =>
      withHost(async ({ client }) => {
        await allowTypedHost(client, url, output.note);
        const source = await client.content.sources.add({ url, ...(title !== undefined && { title }) });
        output.json(sourceDocument(source));
        output.line(`${source.title || source.url}: ${source.collectedCount} items (source ${source.id})`);
      }),
    );

  command
    .command("list")
    .description("all sources, with their health")
    .action(() =>
      withHost(async ({ client }) => {
        const sources = await client.content.sources.list({});
        output.json(sources.map(sourceDocument));
        if (sources.length === 0) return output.line("There is no source yet: jobdeck source add URL");
        table(output, ["ID", "ITEMS", "STATE", "NEXT", "TITLE", "ADDRESS"], sources.map(row));
        for (const { id, lastError, failures } of sources)
          if (failures > 0) output.note(`${id}: failed ${failures} times: ${lastError ?? ""}`);
      }),
    );

  for (const [name, enabled, what] of [
    ["enable", true, "fetch it again; its failures are forgotten"],
    ["disable", false, "fetch it no more; its items stay"],
  ] as const)
    command
      .command(name)
      .argument("<source>", "its id or its address")
      .description(what)
      .action((which: string) =>
        withHost(async ({ client }) => {
          const { id: sourceId } = await findSource(client, which);
          const source = await client.content.sources.update({ sourceId, enabled });
          output.json(sourceDocument(source));
          output.line(`${source.title || source.url} is ${enabled ? "on" : "off"}.`);
        }),
      );

  command
    .command("rm")
    .argument("<source>", "its id or its address")
    .description("remove it with all its items")
    .action((which: string) =>
      withHost(async ({ client }) => {
        const source = await findSource(client, which);
        await client.content.sources.remove({ sourceId: source.id });
        output.json({ ...sourceDocument(source), removed: true });
        output.line(`${source.title || source.url} is removed, with ${source.collectedCount} items.`);
      }),
    );

  command
    .command("export")
    .description("all feeds as OPML, on standard output")
    .action(() =>
      withHost(async ({ client }) => {
        const { opml } = await client.content.sources.exportOpml({});
        output.json({ opml });
        output.line(opml.trimEnd());
      }),
    );
}

/** @throws JobdeckError NOT_FOUND with the nearest ones */
export async function findSource(client: JobdeckClient, which: string): Promise<SourceView> {
  const sources = await client.content.sources.list({});
  const same = (url: string) => (URL.canParse(which) ? new URL(which).href : which) === url;
  const found = sources.find(({ id, url }) => String(id) === which || url === which || same(url));
  if (found) return found;
  const known = sources.flatMap(({ id, url }) => [String(id), url]);
  throw new JobdeckError("NOT_FOUND", `There is no source "${which}".${didYouMean(which, known)}`);
}

export function sourceDocument(source: SourceView) {
  const { id, url, title, kind, enabled, collectedCount, lastError, siteUrl, failures, disabledReason } = source;
  return {
    ...{ id, url, title, kind, enabled, itemCount: collectedCount, lastError },
    ...{ siteUrl, failures, disabledReason, nextFetchAt: iso(source.nextFetchAt) },
    ...{ lastFetchedAt: iso(source.lastFetchedAt), lastSuccessAt: iso(source.lastSuccessAt) },
  };
}

function row({ id, collectedCount, enabled, failures, nextFetchAt, title, url }: SourceView): readonly string[] {
  const state = enabled ? (failures > 0 ? "failing" : "ok") : "off";
  return [String(id), String(collectedCount), state, enabled ? localTime(nextFetchAt) : "-", title || "-", url];
}
