import { systemClock } from "../../jobs/model/clock.ts";
import { type PauseLength, pauseMs } from "../../jobs/model/pause.ts";
import type { App } from "./app.ts";
import type { Command } from "./commands.ts";

/** What can be done with all jobs together. */
export function engineCommands(app: App): readonly Command[] {
  const pause = (id: string, title: string, until: PauseLength): Command => ({
    ...{ id, title, icon: "debug-pause" },
    // A pause can be made a longer or a shorter one; one without an end cannot be begun twice.
    enabled: () => {
      const engine = app.live()?.engine;
      return engine !== undefined && !(until === "resumed" && engine.paused && engine.pausedUntil === null);
    },
    run: async () => {
      const forMs = pauseMs(until, systemClock.now());
      await app.client().engine.pause(forMs === undefined ? {} : { forMs });
    },
  });
  return [
    pause("engine.pause", "Pause all jobs", "resumed"),
    pause("engine.pauseHour", "Pause all jobs for 1 hour", "hour"),
    pause("engine.pauseTomorrow", "Pause all jobs until tomorrow", "tomorrow"),
    {
      id: "engine.resume",
      title: "Resume all jobs",
      icon: "debug-continue",
      enabled: () => app.live()?.engine.paused === true,
      run: async () => void (await app.client().engine.resume({})),
    },
  ];
}
