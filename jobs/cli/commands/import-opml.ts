import type { Command } from "commander";
import { JobdeckError } from "../../model/errors.ts";
import { type Outline, parseOpml } from "../../services/feeds/opml.ts";
import { hostsIn } from "../../services/http/address-guard.ts";
import { createHttpClient } from "../../services/http/http-client.ts";
import type { CliContext } from "../context.ts";
import { table } from "../output.ts";
import { readSource } from "../read-source.ts";
import { sourceDocument } from "./source.ts";

type Options = { readonly apply?: boolean; readonly yes?: boolean };
type Shown = Outline & { readonly state: "new" | "known" | "refused"; readonly reason: string };

/** `jobdeck import opml FILE`: feeds of another reader become sources. */
export function addOpmlImport(command: Command, { output, withHost }: CliContext): void {
  command
    .command("opml")
    .argument("<file>", 'the OPML that another reader has written; "-" reads standard input')
    .description("the feeds of another reader: shown first, added with --apply")
    .option("--apply", "add them")
    .option("--yes", "the same")
    .action(async (file: string, options: Options) => {
      const opml = await readSource(file);
      const outlines = parseOpml(opml);
      if (!outlines) throw new JobdeckError("BAD_INPUT", `${file} is no OPML: there is no <opml> in it.`);
      await withHost(async ({ client }) => {
        const [sources, groups] = await Promise.all([client.content.sources.list({}), client.settings.list({})]);
        const allowed = groups.flatMap(({ fields }) => fields).find(({ name }) => name === "network.allowedHosts");
        const http = createHttpClient({ allowedHosts: hostsIn(allowed?.value ?? "") });
        const known = new Set(sources.map(({ url }) => url));
        const shown = outlines.map((outline) => judge(outline, known, http.problem(outline.url)));
        const apply = options.apply === true || options.yes === true;
        const report = apply ? await client.content.sources.importOpml({ opml }) : undefined;
        output.json({
          ...{ source: file, applied: apply, feeds: shown },
          ...(report && { ...report, added: report.added.map(sourceDocument) }),
        });
        table(
          output,
          ["", "TITLE", "ADDRESS"],
          shown.map(({ state, title, url }) => [state, title || "-", url]),
        );
        for (const { state, url, reason } of shown) if (state === "refused") output.note(`${url}: ${reason}`);
        if (report) output.line(`${report.added.length} sources added. They are fetched within minutes.`);
        else output.line("Nothing was written. Add --apply to add the new ones.");
      });
    });
}

function judge(outline: Outline, known: ReadonlySet<string>, problem: string | undefined): Shown {
  if (problem !== undefined) return { ...outline, state: "refused", reason: problem };
  const { href } = new URL(outline.url);
  return { ...outline, state: known.has(href) ? "known" : "new", reason: "" };
}
