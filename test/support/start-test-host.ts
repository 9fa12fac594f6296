import path from "node:path";
import { onTestFinished } from "vitest";
import { type Host, startHost } from "../../jobs/api/host.ts";
import type { HostLog } from "../../jobs/model/host-log.ts";
import type { Vault } from "../../jobs/model/vault.ts";
import type { Task } from "../../jobs/sdk/task.ts";
import { compiled } from "./compiled.ts";
import { memoryVault } from "./memory-vault.ts";
import { contentThreadPath, loaderPath, root, testThreadPath } from "./paths.ts";
import { testTasks } from "./test-tasks.ts";

const silent: HostLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Options = {
  readonly home: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly vault?: Vault;
  readonly log?: HostLog;
  /** Default: the tests' own. */
  readonly tasks?: readonly Task[];
};

/** The host of a home in this process, with the tests' tasks, stopped when the test has finished. */
export async function startTestHost(options: Options): Promise<Host> {
  const host = await startHost({
    ...{ vault: memoryVault(), log: silent, tasks: testTasks, ...options },
    env: { ...compiled, ...options.env },
    ...{ kind: "headless", version: "0.0.0-test", threadPath: testThreadPath, loaderPath },
    contentThreadPath,
    resourcesPath: path.join(root, "resources"),
    sealThreadPath: path.join(root, "jobs", "store", "seal-thread.ts"),
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= host.stop();
    return stopped;
  };
  onTestFinished(stop);
  return { ...host, stop };
}
