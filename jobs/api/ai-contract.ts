import { oc } from "@orpc/contract";
import { z } from "zod";

const none = z.strictObject({});

/** What answers AI tasks. */
export const aiStatusSchema = z.object({
  kind: z.enum(["local", "openai", "missing"]),
  /** In words for people. */
  description: z.string(),
});

export const aiServersSchema = z.array(
  z.object({ name: z.string(), baseUrl: z.string(), models: z.array(z.string()) }).readonly(),
);

/** The calls about what answers AI tasks. */
export const aiContract = {
  /** Which provider is in force. Asks nobody. */
  status: oc.input(none).output(aiStatusSchema),
  /** Looks for servers of models on this computer, on the ports where they usually listen. */
  detect: oc.input(none).output(aiServersSchema),
};
