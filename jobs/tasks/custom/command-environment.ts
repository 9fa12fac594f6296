import os from "node:os";
import { isUsersVariable } from "../../model/users-environment.ts";
import { runVariable } from "../../process/process-tree.ts";
import type { RunInfo } from "../../sdk/context.ts";
import type { CommandPayload } from "./command-payload.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What says where this process is, and not where a command is. */
const ownPlace: ReadonlySet<string> = new Set(["PWD", "OLDPWD", "_"]);

export type CommandEnvironmentOptions = {
  readonly payload: CommandPayload;
  readonly secrets: Readonly<Record<string, string>>;
  readonly run: RunInfo;
  /** What this process was started with. */
  readonly inherited: Environment;
  readonly cwd: string;
  readonly platform?: NodeJS.Platform;
};

/**
 * The environment of a command: the user's, less Jobdeck's own settings and secrets and what belongs to Electron; then what
 * the payload adds; then what tells it which run it is. A secret gets in only where the payload names it.
 */
export function commandEnvironment(options: CommandEnvironmentOptions): Record<string, string> {
  const { payload, secrets, run, inherited, cwd, platform = process.platform } = options;
  const added = Object.entries(payload.env).map(
    ([name, value]) => [name, typeof value === "string" ? value : (secrets[value.secret] ?? "")] as const,
  );
  const told: Record<string, string> = {
    ...(platform !== "win32" && { PWD: cwd }),
    ...Object.fromEntries(added),
    [runVariable]: run.id,
    JOBDECK_TASK_ID: run.taskId,
    JOBDECK_ATTEMPT: String(run.attempt),
    // There and empty for a run that no schedule asked for: scripts with `set -u` stop at what is not there.
    JOBDECK_SCHEDULED_AT: run.scheduledAt === null ? "" : new Date(run.scheduledAt).toISOString(),
  };
  // On Windows `Path` and `PATH` are one; of two, the program might see the wrong one.
  const keyOf = (name: string) => (platform === "win32" ? name.toUpperCase() : name);
  const replaced = new Set(Object.keys(told).map(keyOf));
  const kept = Object.entries(inherited).filter(([name]) => isTheUsers(name) && !replaced.has(keyOf(name)));
  return { ...Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""])), ...told };
}

function isTheUsers(name: string): boolean {
  return isUsersVariable(name) && !ownPlace.has(name.toUpperCase());
}

/** The path of a working folder as the user wrote it. */
export function workingFolder(cwd: string | undefined, join: (...parts: string[]) => string): string {
  const home = os.homedir();
  return join(home, cwd === undefined || cwd === "~" ? "." : cwd.replace(/^~[/\\]/, ""));
}
