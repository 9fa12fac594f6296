import { setTimeout as wait } from "node:timers/promises";
import { Cron } from "croner";
import { nextTime } from "../../../jobs/schedule/next-times.ts";
import { createScheduler } from "../../../jobs/schedule/scheduler.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { openEngine } from "../support/open-engine.ts";
import { attempt } from "../support/recorder.ts";
import { count, median, quantile } from "../support/stats.ts";
import { preciseNow, seen } from "../support/tasks.ts";

const lower = { unit: "ms", goal: 15, better: "lower" } as const;
const goals = {
  fired: { name: "1,000 schedules every second: due to fired, p99", ...lower },
  late: { name: "1,000 schedules every second: due to the task's first line, p99", ...lower },
  lost: { name: "1,000 schedules every second: due times without a run", unit: "per s", goal: 0, better: "lower" },
} as const satisfies Record<string, Goal>;

const schedules = 1_000;

/** How late schedules are when a thousand are due in every second, by real timers. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  await attempt(recorder, [goals.fired], () => besideCroner(recorder));
  await attempt(recorder, [goals.late, goals.lost], () => throughTheEngine(recorder));
}

/** Only when each is told that it is due, as croner tells it; croner fires at the second, ours half a second later. */
async function besideCroner(recorder: Recorder): Promise<void> {
  const seconds = recorder.quick ? 2 : 20;
  const [ours, croners] = [[] as number[], [] as number[]];
  const second = Math.ceil(Date.now() / 1_000) * 1_000;
  const when = { kind: "interval", everyMs: 1_000, anchorAt: second + 500 } as const;
  const scheduler = createScheduler({
    clock: { now: Date.now },
    plan: async (_id, now) => {
      ours.push((preciseNow() + 500) % 1_000);
      return nextTime({ when, zone: "UTC", fromMs: now });
    },
  });
  for (let index = 0; index < schedules; index++) scheduler.set(`s-${index}`, second + 1_500);
  scheduler.start();
  const crons = Array.from(
    { length: schedules },
    () => new Cron("* * * * * *", () => void croners.push(preciseNow() % 1_000)),
  );
  await wait(second + (seconds + 1) * 1_000 + 900 - Date.now());
  for (const cron of crons) cron.stop();
  await scheduler.stop();
  // The first second compiles.
  const p99 = (late: readonly number[]) => quantile(late.slice(schedules), 0.99);
  recorder.measured(
    goals.fired,
    p99(ours),
    `croner in the same seconds: ${p99(croners).toFixed(1)} ms; ${count(ours.length)} times of ours, ${count(croners.length)} of croner's in ${seconds} to ${seconds + 2} s`,
  );
}

/** With a real store: every due time is on disk with its run, and the run begins. */
async function throughTheEngine(recorder: Recorder): Promise<void> {
  const seconds = recorder.quick ? 2 : 20;
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
}
