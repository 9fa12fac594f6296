import { setTimeout as wait } from "node:timers/promises";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { openEngine } from "../support/open-engine.ts";
import { attempt } from "../support/recorder.ts";
import { count, median, quantile } from "../support/stats.ts";
import { preciseNow, seen } from "../support/tasks.ts";

const goals = {
  late: {
    name: "lateness, 1,000 schedules every second: due to the task's first line, p99",
    unit: "ms",
    goal: 15,
    better: "lower",
  },
  lost: {
    name: "1,000 schedules every second: due times without a run or a row",
    unit: "per s",
    goal: 0,
    better: "lower",
  },
} as const satisfies Record<string, Goal>;

const schedules = 1_000;

/** Real timers, a real store: a thousand schedules are due in every second, and every due time is on disk with its run. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const seconds = recorder.quick ? 3 : 20;
  await attempt(recorder, Object.values(goals), async () => {
    const engine = openEngine({ concurrency: 64 });
    const late: number[] = [];
    try {
      const now = Date.now();
      engine.stores.database.transaction(() => {
        for (let index = 0; index < schedules; index++)
          engine.stores.schedules.create(
            {
              ...{
                id: `s-${index}`,
                taskId: "scheduled",
                title: null,
                zone: "UTC",
                payload: "{}",
                when: "* * * * * *",
              },
              ...{ policies: '{"overlap":"allow"}', pausedAt: null, importKey: null },
            },
            now,
          );
      })();
      await engine.start();
      // The first second compiles and catches up; it is not counted.
      const from = Math.ceil(Date.now() / 1_000) * 1_000 + 1_000;
      const until = from + seconds * 1_000;
      seen.ran = (scheduledAt) => {
        if (scheduledAt !== null && scheduledAt >= from && scheduledAt < until) late.push(preciseNow() - scheduledAt);
      };
      await wait(until + 500 - Date.now());
      const soon = late.length;
      const due = schedules * seconds;
      const rows = () =>
        engine.stores.database
          .prepare<[number, number], number>(
            "SELECT count(*) FROM occurrence WHERE scheduled_at >= ? AND scheduled_at < ? AND run_id IS NOT NULL",
          )
          .pluck()
          .get(from, until) ?? 0;
      // Late is not lost: what is on its way gets its time.
      for (let look = 0; look < 50 && rows() < due; look++) await wait(100);
      const words = `${count(soon)} of ${count(due)} ran within half a second; median ${median(late).toFixed(1)} ms, slowest ${Math.max(...late).toFixed(0)} ms`;
      recorder.measured(goals.late, quantile(late, 0.99), words);
      recorder.measured(
        goals.lost,
        (due - rows()) / seconds,
        `${count(rows())} rows with a run, ${count(due)} due times`,
      );
    } finally {
      seen.ran = () => undefined;
      await engine.stop();
    }
  });
}
