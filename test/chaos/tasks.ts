import { z } from "zod";
import { schemaTask } from "../../jobs/sdk/schema-task.ts";
import type { Task, TaskSchedule } from "../../jobs/sdk/task.ts";
import { type Death, mortal } from "./points.ts";
import { openWitness } from "./witness.ts";

/** More tries than there are kills: no run is ever given up. */
const retry = { limit: 100_000, delayMs: 1, backoff: false };

/** Every second and every second second, with every policy: all are due at the same moments. */
const schedules: readonly TaskSchedule[] = [
  ...(["run-once", "run-all", "skip"] as const).flatMap((missed) =>
    (["skip", "allow"] as const).map((overlap) => ({
      ...{ id: `second-${missed}-${overlap}`, when: "* * * * * *", zone: "UTC" },
      policies: { missed, overlap, missedLimit: 3 },
    })),
  ),
  { id: "even-seconds", when: "*/2 * * * * *", zone: "UTC" },
  { id: "fifth-seconds", when: "*/5 * * * * *", zone: "UTC" },
];

/** Tasks whose work is seen by the witness. */
export function chaosTasks(witnessFile: string, death: Death): readonly Task[] {
  const witness = openWitness(witnessFile);
  const at = mortal(death);
  const run: Task["run"] = async (_payload, { run: { id, attempt }, signal, logger }) => {
    at("begin");
    witness.write({ phase: "begin", run: id, attempt });
    logger.info("working");
    await new Promise((resolve) => setTimeout(resolve, 2));
    at("work");
    signal.throwIfAborted();
    witness.write({ phase: "end", run: id, attempt });
    at("end");
    return { attempt };
  };
  const common = { schema: z.object({}), retry, run };
  return [
    schemaTask({ ...common, id: "scheduled", schedules, queue: { concurrencyLimit: 4 } }),
    schemaTask({ ...common, id: "queued", queue: { concurrencyLimit: 3 } }),
    schemaTask({ ...common, id: "ahead", queue: { concurrencyLimit: 3, claimAhead: 20 }, isolation: "inline" }),
  ];
}
