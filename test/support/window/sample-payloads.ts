import { z } from "zod";
import { commandPayloadSchema } from "../../../jobs/tasks/custom/command-payload.ts";
import { httpPayloadSchema } from "../../../jobs/tasks/custom/http-payload.ts";

/** What the sample's tasks take: nothing, but for those whose payload says what is done. */
export function payloadSchemaOf(taskId: string): unknown {
  if (taskId === "command") return z.toJSONSchema(commandPayloadSchema, { io: "input" });
  return taskId === "http-request" ? z.toJSONSchema(httpPayloadSchema, { io: "input" }) : { type: "object" };
}
