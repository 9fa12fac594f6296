import { bench as content } from "./benches/content.ts";
import { bench as enqueue } from "./benches/enqueue.ts";
import { bench as eventLoop } from "./benches/event-loop.ts";
import { bench as feeds } from "./benches/feeds.ts";
import { bench as history } from "./benches/history.ts";
import { bench as lateness } from "./benches/lateness.ts";
import { bench as processRuns } from "./benches/process.ts";
import { bench as retention } from "./benches/retention.ts";
import { bench as schedules } from "./benches/schedules.ts";
import { bench as sync } from "./benches/sync.ts";
import { bench as syncMemory } from "./benches/sync-memory.ts";
import { bench as threads } from "./benches/threads.ts";
import { bench as tray } from "./benches/tray.ts";
import { bench as window } from "./benches/window.ts";
import type { Bench } from "./support/measure.ts";

/** Every bench by the name of its file, in the order in which they run. */
export const benches: Readonly<Record<string, Bench>> = {
  process: processRuns,
  enqueue,
  threads,
  history,
  schedules,
  lateness,
  "event-loop": eventLoop,
  sync,
  "sync-memory": syncMemory,
  feeds,
  retention,
  content,
  window,
  tray,
};
