import { ORPCError } from "@orpc/client";
import type { JobdeckClient } from "../../jobs/api/contract.ts";
import type { WindowTarget } from "../../jobs/api/shell.ts";
import { pauseMs } from "../../jobs/model/pause.ts";
import type { TrayAction } from "./tray-menu.ts";

export type TrayActionOptions = {
  readonly client: () => JobdeckClient | null;
  readonly now: () => number;
  readonly openWindow: (target: WindowTarget | null) => Promise<void>;
  readonly isWindowVisible: () => boolean;
  readonly quit: () => void;
  /** Tells the user, who sees no window, that what was clicked did not happen. */
  readonly onFailed: (action: TrayAction, error: unknown) => void;
};

type RunAction = Extract<TrayAction, { type: "run" }>;

function needsPayload(error: unknown): boolean {
  return error instanceof ORPCError && error.code === "BAD_PAYLOAD";
}

/** Does what was clicked in the tray's menu. */
export function trayActor(options: TrayActionOptions): (action: TrayAction) => void {
  const act = async (action: TrayAction): Promise<void> => {
    if (action.type === "open") return options.openWindow(action.target);
    if (action.type === "quit") return options.quit();
    const client = options.client();
    if (client === null) throw new Error("Jobdeck is still starting. Try again in a moment.");
    if (action.type === "run") await run(client, action);
    else if (action.type === "pause") {
      const forMs = pauseMs(action.until, options.now());
      await client.engine.pause(forMs === undefined ? {} : { forMs });
    } else await client.engine.resume({});
  };
  const run = async (client: JobdeckClient, { taskId, scheduleId }: RunAction): Promise<void> => {
    try {
      const { id } = await (scheduleId === undefined
        ? client.jobs.run({ taskId })
        : client.schedules.run({ scheduleId }));
      // A window that is open follows; one that is not stays shut: who uses the tray does not want it.
      if (options.isWindowVisible()) await options.openWindow({ view: "run", runId: id });
    } catch (error) {
      // It cannot run without a payload: the window has the form for it.
      if (!needsPayload(error)) throw error;
      await options.openWindow({ view: "job", taskId: scheduleId ?? taskId, part: "run-with" });
    }
  };
  return (action) => {
    act(action).catch((error: unknown) => options.onFailed(action, error));
  };
}
