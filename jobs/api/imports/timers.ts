import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { ImportFacts, ImportPlan } from "../../interchange/plan.ts";
import { parseTimers } from "../../interchange/systemd.ts";
import type { SystemdFacts } from "../../interchange/systemd-specifiers.ts";
import { JobdeckError } from "../../model/errors.ts";
import { findTimers, readText, unitTexts } from "./unit-files.ts";

/** Where units of the system are, and not of a user. */
const ofTheSystem = /^(\/etc|\/run|\/lib|\/usr\/lib|\/usr\/local\/lib)\/systemd\/system(\/|$)/;

/** Where a service may be that is not beside its timer. */
const systemFolders = ["/etc/systemd/system", "/usr/local/lib/systemd/system", "/usr/lib/systemd/system"];
const userFolders = ["/etc/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user"];

export type TimersOptions = {
  /** Files and folders; none: the user's own folder. */
  readonly paths: readonly string[];
  /** Units of the system, and not of the user; undefined: as their folder says. */
  readonly system: boolean | undefined;
  readonly facts: ImportFacts;
};

/** What systemd timers would become. @throws JobdeckError NOT_FOUND when there are none to read, with what to do */
export function timersPlan({ paths, system, facts }: TimersOptions): { plan: ImportPlan; source: string } {
  const config = process.env.XDG_CONFIG_HOME || path.join(os.homedir(), ".config");
  const own = path.join(config, "systemd", "user");
  if (paths.length === 0 && !existsSync(own))
    throw new JobdeckError("NOT_FOUND", `There is no folder ${own}. Name timers: jobdeck import systemd FILE.timer …`);
  const given = paths.length === 0 ? [own] : paths;
  const plan = parseTimers({
    timers: findTimers(given, (folder) => system ?? ofTheSystem.test(folder)),
    facts: factsOf(facts, config),
    serviceTexts: (name, { texts: [timer], system: isSystem }) => {
      const folders = [path.dirname(timer?.file ?? own), ...(isSystem ? systemFolders : [own, ...userFolders])];
      return folders.map((folder) => unitTexts(folder, name)).find((texts) => texts.length > 0) ?? [];
    },
    readText,
  });
  return { plan, source: given.join(", ") };
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
