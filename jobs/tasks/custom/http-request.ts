import { schemaTask } from "../../sdk/schema-task.ts";
import { longestMs } from "./command-payload.ts";
import { httpPayloadSchema, secretsOfRequest } from "./http-payload.ts";

/** Calls a URL and checks the answer. */
export const httpRequest = schemaTask({
  id: "http-request",
  title: "HTTP request",
  description: "Calls a URL and checks the answer.",
  category: "Scripts",
  schema: httpPayloadSchema,
  queue: { concurrencyLimit: 10 },
  timeoutMs: longestMs,
  secretsOf: secretsOfRequest,
  run: async (payload, context) => (await import("./http-request-run.ts")).run(payload, context),
});
