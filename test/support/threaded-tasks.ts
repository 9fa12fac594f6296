import { z } from "zod";
import { logger, schemaTask, tasks } from "../../jobs/sdk/index.ts";
import type { Task } from "../../jobs/sdk/task.ts";

/** Tasks that use what is imported, as the seeds' sample code does. */
export const threadedTasks: readonly Task[] = [
  schemaTask({
    id: "thread-parent",
    schema: z.object({ itemId: z.string().uuid() }),
    queue: { concurrencyLimit: 5 },
    run: async (payload) => {
      logger.info("Processing", { itemId: payload.itemId });
      return { child: await tasks.triggerAndWait("thread-child", { data: payload.itemId }) };
    },
  }),
  schemaTask({
    id: "thread-child",
    schema: z.object({ data: z.string() }),
    run: ({ data }) => `${data}!`,
  }),
];
