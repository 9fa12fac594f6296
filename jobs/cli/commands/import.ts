import path from "node:path";
import type { Command } from "commander";
import { importFacts } from "../../api/imports/facts.ts";
import { ownCrontab } from "../../api/imports/own-crontab.ts";
import { parseCrontab } from "../../interchange/crontab.ts";
import { parseJsonExport } from "../../interchange/json.ts";
import type { ImportFacts } from "../../interchange/plan.ts";
import { JobdeckError } from "../../model/errors.ts";
import { validateZone } from "../../schedule/zones.ts";
import type { CliContext } from "../context.ts";
import { runImport } from "../import-plan.ts";
import { readSource } from "../read-source.ts";
import { addHoldingsImport } from "./import-holdings.ts";
import { addOpmlImport } from "./import-opml.ts";
import { importTimers, systemdCommand } from "./import-systemd.ts";

type ImportOptions = { readonly yes?: boolean; readonly zone?: string };

export function addImport(program: Command, context: CliContext): void {
  const command = program
    .command("import")
    .description("take schedules, feeds and holdings over from elsewhere: shown first, schedules made paused");

  withImportOptions(
    command
      .command("crontab")
      .argument("[file]", 'a crontab; "-" reads standard input (default: your own, as `crontab -l` prints it)')
      .description("the jobs of a crontab")
      .option("--system", "it has a column with the user, as /etc/crontab and /etc/cron.d (there by default)"),
  ).action(async (file: string | undefined, options: ImportOptions & { readonly system?: boolean }) => {
    const text = await (file === undefined ? ownCrontab() : readSource(file));
    const system = options.system ?? (file !== undefined && /^\/etc\/(crontab$|cron\.d\/)/.test(path.resolve(file)));
    const plan = parseCrontab(text, { ...factsOf(options), system });
    const source = file === undefined ? "Your crontab" : file === "-" ? "Standard input" : file;
    await runImport(context, { plan, source, yes: options.yes ?? false });
  });

  withImportOptions(systemdCommand(command)).action(
    (paths: readonly string[], options: ImportOptions & { readonly system?: boolean }) =>
      importTimers(context, paths, { yes: options.yes ?? false, system: options.system, facts: factsOf(options) }),
  );

  addJsonImport(command, context);
  addOpmlImport(command, context);
  addHoldingsImport(command, context);
}

function addJsonImport(command: Command, context: CliContext): void {
  command
    .command("json")
    .argument("<file>", 'what `jobdeck export json` has written; "-" reads standard input')
    .description("the schedules of another home, or of this one at another time")
    .option("--yes", yesWords)
    .action(async (file: string, { yes = false }: ImportOptions) => {
      const parsed = parseJsonExport(await readSource(file));
      if (!parsed.ok) throw new JobdeckError("BAD_INPUT", parsed.reason);
      await runImport(context, { plan: parsed.plan, source: file === "-" ? "Standard input" : file, yes });
    });
}

const yesWords = "make the schedules, paused, without asking; twice makes them once";

function withImportOptions(command: Command): Command {
  return command
    .option("--yes", yesWords)
    .option("--zone <zone>", "IANA time zone of times that name none (default: the system's)");
}

function factsOf({ zone }: ImportOptions): ImportFacts {
  const chosen = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const checked = validateZone(chosen);
  if (!checked.ok) throw new JobdeckError("BAD_INPUT", checked.error.message);
  return importFacts(chosen);
}
