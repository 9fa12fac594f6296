import { z } from "zod";
import { commandPayloadSchema } from "../../../jobs/tasks/custom/command-payload.ts";
import { httpPayloadSchema } from "../../../jobs/tasks/custom/http-payload.ts";

const syncPayloadSchema = z.object({
  prefix: z.string().optional().meta({ description: "Only keys that begin so." }),
  full: z.boolean().default(false).meta({ description: "Upload everything again." }),
  dryRun: z.boolean().default(false).meta({ description: "Say what would be done, and do nothing." }),
});

const schemas: Readonly<Record<string, z.ZodType>> = {
  "sync-s3": syncPayloadSchema,
  command: commandPayloadSchema,
  "http-request": httpPayloadSchema,
};

/** What the sample's tasks take: nothing, but for those whose payload says what is done. */
export function payloadSchemaOf(taskId: string): unknown {
  return z.toJSONSchema(schemas[taskId] ?? z.object({}), { io: "input" });
}
