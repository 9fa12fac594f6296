import { z } from "zod";
import { schemaTask } from "../../sdk/schema-task.ts";
import { aiNeeds } from "../ai/ai-needs.ts";

const payloadSchema = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional().describe("From when; default: since the last brief, or a day."),
  hours: z.number().int().min(1).max(744).optional().describe("The last so many hours, instead of since."),
});

export type Payload = z.output<typeof payloadSchema>;

/** Writes a digest of what is new, with a link to its item for every claim. */
export const generateBrief = schemaTask({
  id: "generate-brief",
  title: "Daily brief",
  description: "A digest of what is new, by story, with a link to its item for every claim.",
  category: "News",
  schema: payloadSchema,
  queue: { concurrencyLimit: 10 },
  schedules: [{ when: "0 7 * * *" }],
  waitsFor: "news",
  ...aiNeeds,
  run: async (payload, context) => (await import("./generate-brief-run.ts")).run(payload, context),
});
