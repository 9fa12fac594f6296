import type { Engine } from "../engine/engine.ts";
import { deleteDemoRuns } from "../store/demo-runs.ts";
import { type DemoWorkspace, startDemoWorkspace } from "./workspace.ts";

const demoName = "host.demo";

type DemoModeOptions = {
  readonly engine: Engine;
  readonly samplesPath: string;
  readonly now: () => number;
};

/**
 * Turns the demo workspace on and off. While it is on, its values stand above the user's own, which are not touched;
 * every run that begins meanwhile is marked, so that one click removes what the demo left.
 */
export function createDemoMode({ engine, samplesPath, now }: DemoModeOptions) {
  const { settings, state, changes, stores } = engine;
  let workspace: DemoWorkspace | undefined;

  const start = async (): Promise<void> => {
    if (workspace) return;
    workspace = await startDemoWorkspace({ samplesPath });
    stores.settings.set(demoName, "on", now());
    state.setDemo(true);
    settings.override(workspace.settings);
    changes.engine();
  };

  const stop = async (): Promise<void> => {
    await workspace?.stop();
    workspace = undefined;
  };

  return {
    start,
    /** Ends the stand-ins with the host; the demo is on again when the next host starts. */
    stop,
    /** Starts it again if it was on when the last host stopped. */
    resume: async (): Promise<void> => {
      if (stores.settings.get(demoName) === "on") await start();
    },
    remove: async (): Promise<void> => {
      await stop();
      stores.settings.remove(demoName);
      state.setDemo(false);
      const removed = deleteDemoRuns(stores);
      settings.override({});
      changes.engine();
      for (const taskId of removed) changes.job(taskId);
    },
  };
}
