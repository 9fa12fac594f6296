/** The first task file of a user: it runs as it is, and shows what there is. */
export const exampleName = "hello.ts";

export const exampleText = `import { schemaTask } from "jobdeck";
import { z } from "zod";

// Save this file, and Jobdeck takes the change at once. Run it with: jobdeck run hello --name you
export const hello = schemaTask({
  id: "hello",
  title: "Hello",
  description: "An example. Change it, or delete the file.",

  // What the task takes. A payload that does not fit is refused before anything runs.
  schema: z.object({
    name: z.string().default("world"),
    times: z.number().int().min(1).max(100).default(3),
  }),

  // When it runs by itself: a cron pattern, "every 15m", or a date.
  // schedules: [{ when: "0 9 * * 1-5" }],

  // Secrets it is handed, by name. Store one with: jobdeck secrets set custom.MY_KEY
  // secrets: ["custom.MY_KEY"],

  timeoutMs: 60_000,
  retry: { limit: 3, delayMs: 1_000 },

  run: async ({ name, times }, { logger, progress, signal }) => {
    for (let count = 1; count <= times; count++) {
      signal.throwIfAborted(); // raised on cancel and timeout
      logger.info(\`Hello \${name}\`, { count });
      progress(count, times);
    }
    return { greeted: name, times };
  },
});
`;
