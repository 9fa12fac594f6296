import { Command } from "commander";
import { homePath } from "../model/home.ts";
import { addAi } from "./commands/ai.ts";
import { addBackup } from "./commands/backup.ts";
import { addBrief } from "./commands/brief.ts";
import { addDemo } from "./commands/demo.ts";
import { addDev } from "./commands/dev.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addEngine } from "./commands/engine.ts";
import { addExport } from "./commands/export.ts";
import { addImport } from "./commands/import.ts";
import { addInit } from "./commands/init.ts";
import { addInsights } from "./commands/insights.ts";
import { addItems } from "./commands/items.ts";
import { addJobs } from "./commands/jobs.ts";
import { addLedger } from "./commands/ledger.ts";
import { addLogs } from "./commands/logs.ts";
import { addNotify } from "./commands/notify.ts";
import { addRestore } from "./commands/restore.ts";
import { addRetention } from "./commands/retention.ts";
import { addRun } from "./commands/run.ts";
import { addRuns } from "./commands/runs.ts";
import { addSchedule } from "./commands/schedule.ts";
import { addSearch } from "./commands/search.ts";
import { addSecrets } from "./commands/secrets.ts";
import { addSource } from "./commands/source.ts";
import { addStart } from "./commands/start.ts";
import { addStorage } from "./commands/storage.ts";
import { addStories } from "./commands/stories.ts";
import { addTick } from "./commands/tick.ts";
import type { CliContext } from "./context.ts";
import { type Access, openAccess, version } from "./host-access.ts";
import type { Output } from "./output.ts";

const examples = `
Examples:
  jobdeck demo                          see the S3 sync, the news and a brief, without an account
  jobdeck run sync-s3 --dry-run         say what a sync would do
  jobdeck schedule test "30 7 * * 1-5"  what a pattern means and when it fires
  jobdeck logs 3f2a -f                  follow a run's log

Exit codes: 0 done, 1 a job failed, 2 wrong use or bad input, 3 no such thing, 4 host unreachable, 130 interrupted.`;

export function createProgram(output: Output): Command {
  const program = new Command("jobdeck")
    .description("Schedules and runs your background jobs on your own machine.")
    .version(version)
    .option("--home <dir>", "the folder that holds everything (default: JOBDECK_HOME, else your data folder)")
    .option("--json", "one JSON document on standard output, all else on standard error")
    .showSuggestionAfterError()
    .showHelpAfterError("Add --help for how to use it.")
    .addHelpText("after", examples)
    .configureOutput({ writeErr: (text) => output.note(text.trimEnd()) })
    .exitOverride();

  const home = () => {
    const { home: option } = program.opts<{ home?: string }>();
    return homePath(option === undefined ? process.env : { ...process.env, JOBDECK_HOME: option }, process.platform);
  };
  const withHost = async <T>(work: (access: Access) => Promise<T>): Promise<T> => {
    const access = await openAccess(home());
    try {
      return await work(access);
    } finally {
      await access.close();
    }
  };
  const context: CliContext = { output, home, withHost };
  for (const add of [
    addStart,
    addRun,
    addTick,
    addJobs,
    addRuns,
    addLedger,
    addLogs,
    addInit,
    addDev,
    addEngine,
    addSchedule,
    addImport,
    addSource,
    addItems,
    addStories,
    addBrief,
    addSearch,
    addInsights,
    addExport,
    addSecrets,
    addDoctor,
    addAi,
    addStorage,
    addRetention,
    addNotify,
    addBackup,
    addRestore,
    addDemo,
  ])
    add(program, context);
  for (const command of allCommands(program)) adoptGlobals(command, program);
  return program;
}

function allCommands(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}

/** `--json` and `--home` may stand before or after the command. */
function adoptGlobals(command: Command, program: Command): void {
  command.option("--json", "one JSON document on standard output");
  command.option("--home <dir>", "the folder that holds everything");
  command.on("option:home", (value: string) => program.setOptionValue("home", value));
  command.exitOverride().showSuggestionAfterError().copyInheritedSettings(program);
}
