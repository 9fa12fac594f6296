import type { Command } from "commander";
import { timersPlan } from "../../api/imports/timers.ts";
import type { ImportFacts } from "../../interchange/plan.ts";
import type { CliContext } from "../context.ts";
import { runImport } from "../import-plan.ts";

export type SystemdImport = {
  readonly yes: boolean;
  readonly system: boolean | undefined;
  readonly facts: ImportFacts;
};

/** What the command for timers does with files, folders, or by default the user's own folder. */
export async function importTimers(
  context: CliContext,
  paths: readonly string[],
  { yes, system, facts }: SystemdImport,
): Promise<void> {
  await runImport(context, { ...timersPlan({ paths, system, facts }), yes });
}

/** The arguments of `jobdeck import systemd`. */
export function systemdCommand(command: Command): Command {
  return command
    .command("systemd")
    .argument("[paths...]", "timers, or folders of them (default: your own, ~/.config/systemd/user)")
    .description("systemd timers, and what they start")
    .option("--system", "they are units of the system, whose services run as root unless they say otherwise");
}
