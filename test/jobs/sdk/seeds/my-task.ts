import { logger, schemaTask, tasks } from "jobdeck/schema-task";
import { z } from "zod";

export const myTask = schemaTask({
  id: "my-task",
  schema: z.object({
    itemId: z.string().uuid(),
  }),
  queue: {
    concurrencyLimit: 5, // Parallel job limit
  },
  // @ts-expect-error: unused, as the seed has it
  run: async (payload, { logger, run }) => {
    logger.info("Processing", { itemId: payload.itemId });

    // Trigger another task
    await tasks.trigger("another-task", { data: "value" });

    return { success: true };
  },
});

export const anotherTask = schemaTask({
  id: "another-task",
  schema: z.object({ data: z.string() }),
  queue: {
    concurrencyLimit: 1,
    // Retries configured at pg-boss level
  },
  // @ts-expect-error: unused, as the seed has it
  run: async (payload, { logger }) => {
    try {
      // Task logic
    } catch (error) {
      logger.error("Task failed", { error });
      throw error; // Will trigger retry
    }
  },
});

void logger;
