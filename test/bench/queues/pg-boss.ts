import { PgBoss } from "pg-boss";

const burst = 100;

/**
 * Milliseconds in which pg-boss works off `jobs` no-ops: ten lanes that each fetch a hundred and complete them together,
 * which is far more than its own `work` reaches.
 */
export async function pgBossDrainMs(url: string, jobs: number): Promise<number> {
  const boss = new PgBoss({ connectionString: url, max: 12, supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
  await boss.createQueue("noop");
  await boss.deleteAllJobs("noop");
  for (let sent = 0; sent < jobs; sent += 5_000)
    await boss.insert(
      "noop",
      Array.from({ length: Math.min(5_000, jobs - sent) }, () => ({ data: {} })),
    );
  const lane = async () => {
    for (;;) {
      const fetched = await boss.fetch("noop", { batchSize: burst });
      if (fetched.length === 0) return;
      for (const job of fetched) await noop(job);
      await boss.complete(
        "noop",
        fetched.map(({ id }) => id),
      );
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 10 }, lane));
  const ms = performance.now() - started;
  await boss.stop({ graceful: false });
  return ms;
}

const noop = async (_job: unknown): Promise<void> => undefined;
