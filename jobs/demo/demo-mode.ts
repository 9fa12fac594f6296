import type { Engine } from "../engine/engine.ts";
import type { LiveEvent } from "../model/read-models/host.ts";
import { isFinal } from "../model/run-state.ts";
import { deleteDemoRuns, demoRuns } from "../store/demo-runs.ts";
import type { DemoWorkspace } from "./workspace.ts";

const demoName = "host.demo";
const hostsSetting = "network.allowedHosts";
/** Active runs are given so long to end before the demo goes; what does not is removed with the next demo. */
const patienceMs = 10_000;

type DemoModeOptions = {
  readonly engine: Engine;
  readonly samplesPath: string;
  readonly contentPath: string;
  /** Something in the content has changed. */
  readonly onContent: () => void;
  readonly now: () => number;
};

/**
 * Turns the demo workspace on and off. While it is on, its values stand above the user's own, which are not touched;
 * every run that begins meanwhile is marked, so that one click removes what the demo left.
 */
export function createDemoMode({ engine, samplesPath, contentPath, onContent, now }: DemoModeOptions) {
  const { settings, state, changes, stores, commands } = engine;
  // Only who shows the demo pays for what it is made of.
  const openRows = async () => (await import("./demo-content.ts")).createDemoRows(contentPath);
  let workspace: DemoWorkspace | undefined;

  const start = async (): Promise<void> => {
    if (workspace) return;
    const { [hostsSetting]: allowedHosts } = await settings.values([hostsSetting]);
    const rows = await openRows();
    const { startDemoWorkspace } = await import("./workspace.ts");
    const feedsPort = await rows.feedsPort();
    const started = await startDemoWorkspace({ samplesPath, feedsPort, allowedHosts, now: now() });
    try {
      await rows.add(started, now());
    } catch (error) {
      await started.stop();
      throw error;
    }
    workspace = started;
    stores.settings.set(demoName, "on", now());
    state.setDemo(true);
    settings.override(workspace.settings);
    changes.engine();
    onContent();
  };

  const stop = async (): Promise<void> => {
    await workspace?.stop();
    workspace = undefined;
  };

  /** Resolves when these runs have ended, or nobody waits for them any longer. */
  const ended = (runIds: readonly string[]): Promise<void> =>
    new Promise((resolve) => {
      const waiting = new Set(runIds);
      const finish = () => {
        clearTimeout(timer);
        changes.emitter.off("live", look);
        resolve();
      };
      const look = (event: LiveEvent) => {
        if (event.type === "run" && isFinal(event.run.status)) waiting.delete(event.run.id);
        if (waiting.size === 0) finish();
      };
      const timer = setTimeout(finish, patienceMs);
      changes.emitter.on("live", look);
      for (const { id, state: runState } of demoRuns(stores)) if (isFinal(runState)) waiting.delete(id);
      if (waiting.size === 0) finish();
    });

  return {
    start,
    /** Runs the tick on the sample feeds, and once that has ended makes a brief of what it brought. */
    news: async (): Promise<void> => {
      const tick = await commands.run("news-tick", {});
      const look = (event: LiveEvent) => {
        if (event.type !== "run" || event.run.id !== tick.id || !isFinal(event.run.status)) return;
        changes.emitter.off("live", look);
        if (workspace) void commands.run("generate-brief", {});
      };
      changes.emitter.on("live", look);
    },
    /** Ends the stand-ins with the host; the demo is on again when the next host starts. */
    stop,
    /** Starts it again if it was on when the last host stopped. */
    resume: async (): Promise<void> => {
      if (stores.settings.get(demoName) === "on") await start();
    },
    remove: async (): Promise<void> => {
      const active = demoRuns(stores).filter(({ state: runState }) => !isFinal(runState));
      // One that has ended meanwhile cannot be cancelled, and need not be.
      await Promise.allSettled(active.map(({ id }) => commands.cancel(id)));
      await ended(active.map(({ id }) => id));
      await stop();
      stores.settings.remove(demoName);
      state.setDemo(false);
      await (await openRows()).remove(demoRuns(stores).map(({ id }) => id));
      const removed = deleteDemoRuns(stores);
      settings.override({});
      changes.engine();
      onContent();
      for (const taskId of removed) changes.job(taskId);
    },
  };
}

export type DemoMode = ReturnType<typeof createDemoMode>;
