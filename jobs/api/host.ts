import os from "node:os";
import path from "node:path";
import type { SupportedMessagePort } from "@orpc/client/message-port";
import { createRouterClient } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import { migrateContent } from "../content/migrate-content.ts";
import { createDemoMode } from "../demo/demo-mode.ts";
import { runDoctor } from "../engine/doctor.ts";
import { createEngine } from "../engine/engine.ts";
import { createSystemMachine } from "../machine/system-machine.ts";
import { systemClock } from "../model/clock.ts";
import { messageOf } from "../model/errors.ts";
import { homeFiles } from "../model/home.ts";
import type { HostLog } from "../model/host-log.ts";
import type { Machine } from "../model/machine.ts";
import type { Vault } from "../model/vault.ts";
import type { Task } from "../sdk/task.ts";
import { aiCheck } from "../services/ai/ai-check.ts";
import { takeHostLock } from "../store/host-lock.ts";
import { createAsker } from "../task-files/asker.ts";
import { refreshTypes } from "../task-files/editor-files.ts";
import { initTasks } from "../task-files/init-tasks.ts";
import { createTaskFolder } from "../task-files/task-folder.ts";
import { builtInTasks } from "../tasks/registry.ts";
import { sourceSettings } from "../tasks/sources/source-settings.ts";
import { createConnections } from "./connections.ts";
import { createContentService } from "./content/content-service.ts";
import { watchNews } from "./content/watch-news.ts";
import type { JobdeckClient } from "./contract.ts";
import { framePort } from "./frames.ts";
import { guardPort } from "./guard-port.ts";
import { createKeybindingsFile } from "./keybindings-file.ts";
import { createRouter } from "./router.ts";
import { listenOnSocket, socketPath } from "./socket.ts";
import { createSettingsTest } from "./test-settings.ts";
import { usersTasks } from "./users-tasks.ts";

export type HostOptions = {
  readonly home: string;
  readonly kind: "desktop" | "headless";
  readonly version: string;
  /** Folder with `migrations/` and `samples/`. */
  readonly resourcesPath: string;
  /** Entry file of the worker threads. */
  readonly threadPath: string;
  /** Entry file of the thread that checks backups. */
  readonly sealThreadPath: string;
  /** Entry file of the threads that load task files. */
  readonly loaderPath: string;
  /** Entry file of the thread that answers the calls about content. */
  readonly contentThreadPath: string;
  readonly sqliteBinding?: string | undefined;
  /** The process's environment over that of the home's `.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly vault: Vault;
  readonly log: HostLog;
  /** Default: what can be read without a desktop. */
  readonly machine?: Machine;
  /** Default: the built-in ones. */
  readonly tasks?: readonly Task[];
};

/** The host of a home, in this process. */
export type Host = {
  readonly client: JobdeckClient;
  /** Serves the contract to whoever is at the other end of the port. */
  readonly serve: (port: SupportedMessagePort) => void;
  /** After the machine slept or its clock was set. */
  readonly wake: () => Promise<void>;
  /** Resolves as soon as no other program is connected. */
  readonly unused: () => Promise<void>;
  /** Stops claiming, lets active runs end for up to 10 s, and gives the home back. */
  readonly stop: () => Promise<void>;
};

/**
 * Makes this process the host of the home: takes the lock, opens the databases, takes up interrupted runs, starts the
 * schedules and listens for the CLI.
 *
 * @throws JobdeckError HOST_BUSY when another process owns the home; DATABASE_* when a database cannot be used
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { home, kind, version, log } = options;
  const facts = { home, kind, version, backend: "sqlite", pid: process.pid, startedAt: systemClock.now() } as const;
  const lock = takeHostLock(home, facts, options.sqliteBinding);
  try {
    return await startLocked(options, facts, lock);
  } catch (error) {
    lock.release();
    log.error("The host could not start", error);
    throw error;
  }
}

async function startLocked(
  options: HostOptions,
  facts: Parameters<typeof createEngine>[0]["facts"],
  lock: ReturnType<typeof takeHostLock>,
): Promise<Host> {
  const { home, log, env } = options;
  const hostZone = env.JOBS_CRON_TZ || Intl.DateTimeFormat().resolvedOptions().timeZone;
  const migrations = path.join(options.resourcesPath, "migrations");
  migrateContent({ home, migrations, binding: options.sqliteBinding });
  const tasks = options.tasks ?? builtInTasks;
  const contentPath = homeFiles(home).content;
  const engine = createEngine({
    facts,
    hostZone,
    env,
    log,
    tasks,
    vault: options.vault,
    clock: systemClock,
    threadPath: options.threadPath,
    sealThreadPath: options.sealThreadPath,
    migrations,
    binding: options.sqliteBinding,
    machine: options.machine ?? createSystemMachine({ platform: process.platform, env: process.env }),
    random: Math.random,
  });
  const content = createContentService({
    threadPath: options.contentThreadPath,
    contentPath,
    settings: () => engine.settings.values(sourceSettings),
  });
  const demo = createDemoMode({
    engine,
    samplesPath: path.join(options.resourcesPath, "samples"),
    contentPath,
    onContent: content.touch,
    now: systemClock.now,
  });
  const { resourcesPath, version } = options;
  const editorFiles = { resourcesPath, version, tasksFolder: homeFiles(home).tasks };
  const router = createRouter({
    engine,
    content,
    log,
    hostZone,
    demo,
    now: systemClock.now,
    initTasks: () => initTasks(editorFiles),
    testSettings: createSettingsTest({
      settings: engine.settings,
      testCredentials: async (group, entered) =>
        (await import("../services/credential-tests.ts")).testCredentials(group, engine.settings, entered),
    }),
    doctor: async () => [...(await runDoctor({ engine, hostZone })), await aiCheck(engine.settings)],
    keybindings: createKeybindingsFile(homeFiles(home).keybindings),
    hostLogFile: homeFiles(home).hostLog,
  });
  const handler = new RPCHandler(router);
  const connections = createConnections(content.rest);
  const serve = (port: SupportedMessagePort) => {
    connections.add(port);
    handler.upgrade(guardPort(port, (reason) => log.warn(`A malformed message was refused: ${reason}`)));
  };
  const socket = await listenOnSocket(socketPath(home, process.platform, os.tmpdir()), (connection) =>
    serve(framePort(connection)),
  );
  const asker = createAsker({ loaderPath: options.loaderPath, env });
  const taskFolder = createTaskFolder({
    ...{ folder: homeFiles(home).tasks, loaderPath: options.loaderPath, env, log, clock: systemClock },
    taken: tasks.map(({ id }) => id),
    onChange: (state) => engine.setUsersTasks(usersTasks(state, asker)),
  });
  await taskFolder.start();
  try {
    refreshTypes(editorFiles);
  } catch (error) {
    // An editor that knows the types of an older version is no reason not to run anybody's jobs.
    log.warn(`The types for task files could not be brought up to date: ${messageOf(error)}`);
  }
  await watchNews({ engine, content, contentPath, log, binding: options.sqliteBinding });
  await demo.resume();
  await engine.start();
  log.info(`Host started for ${home}`, { version: options.version, pid: facts.pid, zone: hostZone });
  return {
    client: createRouterClient(router),
    serve,
    wake: engine.wake,
    unused: socket.unused,
    stop: async () => {
      await taskFolder.stop();
      await engine.stop();
      asker.close();
      content.close();
      await demo.stop();
      await socket.close();
      lock.release();
      log.info("Host stopped");
    },
  };
}
