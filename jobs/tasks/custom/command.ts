import { schemaTask } from "../../sdk/schema-task.ts";
import { commandPayloadSchema, longestMs, secretsOfCommand } from "./command-payload.ts";

/** Runs any program or shell line, with its output as the log. */
export const command = schemaTask({
  id: "command",
  title: "Command",
  description: "Runs any program or shell line, with its output as the log.",
  category: "Scripts",
  schema: commandPayloadSchema,
  queue: { concurrencyLimit: 10 },
  // Nobody knows whether a script may be run twice.
  retry: { limit: 0 },
  timeoutMs: longestMs,
  secretsOf: secretsOfCommand,
  run: async (payload, context) => (await import("./command-run.ts")).run(payload, context),
});
