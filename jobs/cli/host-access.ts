import path from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import type { JobdeckClient } from "../api/contract.ts";
import type { Host } from "../api/host.ts";
import { JobdeckError } from "../model/errors.ts";
import { homeFiles } from "../model/home.ts";

/** How long those that start at once wait for the one of them that becomes the host; on a busy machine that takes a while. */
const patienceMs = 20_000;
const retryMs = 100;

export const version = packageJson.version;
/** What is shipped beside the program's code. */
export const resourcesPath = path.join(__dirname, "..", "resources");

export type Access = {
  readonly client: JobdeckClient;
  /** True when this process became the host for as long as the command lasts. */
  readonly isHost: boolean;
  readonly close: () => Promise<void>;
};

/**
 * The home's host: the one that runs, else this process.
 *
 * @throws JobdeckError DATABASE_*, or HOST_UNREACHABLE when another process holds the home and does not answer
 */
export async function openAccess(home: string): Promise<Access> {
  const { connectHost } = await import("../api/remote-host.ts");
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      const remote = await connectHost(home);
      // A host that was just ending has taken the connection and given no answer: then another one is looked for.
      await remote.client.settings.vault({});
      return { client: remote.client, isHost: false, close: async () => remote.close() };
    } catch (error) {
      if (!isLost(error) || Date.now() > giveUpAt) throw error;
    }
    try {
      const host = await becomeHost(home);
      return { client: host.client, isHost: true, close: () => stopWhenUnused(host) };
    } catch (error) {
      if (!(error instanceof JobdeckError && error.code === "HOST_BUSY") || Date.now() > giveUpAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** Other commands may have found this one to be the host meanwhile; they are not left without one. */
async function stopWhenUnused(host: Host): Promise<void> {
  await host.unused();
  await host.stop();
}

/** No host answers, or it went away while it was asked. */
function isLost(error: unknown): boolean {
  if (error instanceof JobdeckError) return error.code === "HOST_UNREACHABLE";
  return error instanceof Error && error.name === "AbortError";
}

/** @throws JobdeckError HOST_BUSY, DATABASE_* */
export async function becomeHost(home: string): Promise<Host> {
  const [{ startHost }, { createHostLog }, { loadEnvironment }, { createEnvFileVault }] = await Promise.all([
    import("../api/host.ts"),
    import("../services/host-log.ts"),
    import("../services/environment.ts"),
    import("./env-file-vault.ts"),
  ]);
  const files = homeFiles(home);
  return startHost({
    home,
    kind: "headless",
    version,
    resourcesPath,
    threadPath: path.join(__dirname, "thread.cjs"),
    sealThreadPath: path.join(__dirname, "seal.cjs"),
    loaderPath: path.join(__dirname, "loader.cjs"),
    contentThreadPath: path.join(__dirname, "content.cjs"),
    sqliteBinding: process.env.JOBDECK_SQLITE_BINDING,
    env: loadEnvironment(home, process.env),
    vault: createEnvFileVault(files.env),
    log: createHostLog(files.hostLog),
  });
}
