import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Command } from "commander";
import type { ImportFacts } from "../../interchange/plan.ts";
import { parseTimers } from "../../interchange/systemd.ts";
import type { SystemdFacts } from "../../interchange/systemd-specifiers.ts";
import { JobdeckError } from "../../model/errors.ts";
import type { CliContext } from "../context.ts";
import { runImport } from "../import-plan.ts";
import { findTimers, readText, unitTexts } from "../unit-files.ts";

export type SystemdImport = {
  readonly yes: boolean;
  readonly system: boolean | undefined;
  readonly facts: ImportFacts;
};

/** Where units of the system are, and not of a user. */
const ofTheSystem = /^(\/etc|\/run|\/lib|\/usr\/lib|\/usr\/local\/lib)\/systemd\/system(\/|$)/;

/** Where a service may be that is not beside its timer. */
const systemFolders = ["/etc/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system"];
const userFolders = ["/etc/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user"];

/** What the command for timers does with files, folders, or by default the user's own folder. */
export async function importTimers(
  context: CliContext,
  paths: readonly string[],
  { yes, system, facts }: SystemdImport,
): Promise<void> {
  const config = process.env.XDG_CONFIG_HOME || path.join(os.homedir(), ".config");
  const own = path.join(config, "systemd", "user");
  if (paths.length === 0 && !existsSync(own))
    throw new JobdeckError("NOT_FOUND", `There is no folder ${own}. Name timers: jobdeck import systemd FILE.timer …`);
  const given = paths.length === 0 ? [own] : paths;
  const timers = findTimers(given, (folder) => system ?? ofTheSystem.test(folder));
  const plan = parseTimers({
    timers,
    facts: factsOf(facts, config),
    serviceTexts: (name, { texts: [timer], system: isSystem }) => {
      const folders = [path.dirname(timer?.file ?? own), ...(isSystem ? systemFolders : [own, ...userFolders])];
      return folders.map((folder) => unitTexts(folder, name)).find((texts) => texts.length > 0) ?? [];
    },
    readText,
  });
  await runImport(context, { plan, source: given.join(", "), yes });
}

function factsOf(facts: ImportFacts, configFolder: string): SystemdFacts {
  return {
    ...facts,
    uid: process.getuid?.() ?? null,
    gid: process.getgid?.() ?? null,
    host: os.hostname(),
    runtimeFolder: process.env.XDG_RUNTIME_DIR,
    cacheFolder: process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"),
    configFolder,
    shell: process.env.SHELL,
  };
}

/** The arguments of `jobdeck import systemd`. */
export function systemdCommand(command: Command): Command {
  return command
    .command("systemd")
    .argument("[paths...]", "timers, or folders of them (default: your own, ~/.config/systemd/user)")
    .description("systemd timers, and what they start")
    .option("--system", "they are units of the system, whose services run as root unless they say otherwise");
}
