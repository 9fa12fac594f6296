import { z } from "zod";
import { schemaTask } from "../../jobs/sdk/schema-task.ts";
import type { Task } from "../../jobs/sdk/task.ts";

const common = { schema: z.object({}), retry: { limit: 0 }, queue: { concurrencyLimit: 4 } };

/** Tasks that harm whatever they run in, and how each of their runs ends. */
export const hostileTasks: readonly (Task & { readonly endsAs: string })[] = [
  { endsAs: "THREAD_DIED", ...schemaTask({ ...common, id: "exits", run: () => process.exit(3) }) },
  {
    endsAs: "THREAD_DIED",
    ...schemaTask({
      ...common,
      id: "throws-later",
      run: () => {
        setTimeout(() => {
          throw new Error("nobody catches this");
        }, 1);
        return new Promise<never>((resolve) => setInterval(resolve, 2 ** 30));
      },
    }),
  },
  {
    endsAs: "THREAD_DIED",
    ...schemaTask({
      ...common,
      id: "eats-memory",
      run: () => {
        const held: number[][] = [];
        for (;;) held.push(new Array<number>(1_000_000).fill(held.length + 0.5));
      },
    }),
  },
  {
    endsAs: "TIMEOUT",
    ...schemaTask({
      ...common,
      id: "loops",
      timeoutMs: 100,
      run: () => {
        for (;;) Math.random();
      },
    }),
  },
];

/** What goes on beside them. */
export const calmTask = schemaTask({ ...common, id: "calm", run: () => "done" });
