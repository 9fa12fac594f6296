import { enqueueBench } from "./benches/enqueue.ts";
import { eventLoopBench } from "./benches/event-loop.ts";
import { historyBench } from "./benches/history.ts";
import { latenessBench } from "./benches/lateness.ts";
import { processBench } from "./benches/process.ts";
import { retentionBench } from "./benches/retention.ts";
import { schedulesBench } from "./benches/schedules.ts";
import { threadsBench } from "./benches/threads.ts";
import type { Bench } from "./support/measure.ts";

/** Every bench, in the order in which they run. */
export const benches: Readonly<Record<string, Bench>> = {
  process: processBench,
  enqueue: enqueueBench,
  threads: threadsBench,
  history: historyBench,
  schedules: schedulesBench,
  lateness: latenessBench,
  "event-loop": eventLoopBench,
  retention: retentionBench,
};
