import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";

/** Moves stories through their lives: new, developing, settled, archived. */
export const storiesUpdateStatus = schemaTask({
  id: "stories-update-status",
  title: "Update stories",
  description: "Moves stories through their lives: new, developing, settled, archived.",
  category: "Stories",
  schema: z.strictObject({}),
  queue: { concurrencyLimit: 1 },
  retention: { keepRuns: 100 },
  settings: ["news.developingHours", "news.archiveDays"],
  schedules: [{ when: "15 * * * *" }],
  waitsFor: "news",
  run: async (_payload, context) => (await import("./stories-update-status-run.ts")).run(context),
});
