import { JobdeckError } from "./errors.ts";

/** A server of models on this computer. */
export type AiServer = { readonly name: string; readonly baseUrl: string; readonly models: readonly string[] };

/** Models for embeddings say so in their names. */
const embeds = /embed|minilm|bge-/i;

/**
 * The settings that let a model server answer from now on: its first model that writes, and its first for embeddings, if
 * no others are wished for.
 *
 * @throws JobdeckError BAD_INPUT when it has no model
 */
export function settingsOfServer(
  server: AiServer,
  wish: { readonly model?: string | undefined; readonly embeddingModel?: string | undefined } = {},
): Readonly<Record<string, string>> {
  const model = wish.model ?? server.models.find((candidate) => !embeds.test(candidate));
  if (model === undefined)
    throw new JobdeckError("BAD_INPUT", `${server.name} has no model that writes yet. Load one, then look again.`);
  const embeddingModel = wish.embeddingModel ?? server.models.find((candidate) => embeds.test(candidate)) ?? model;
  return { "ai.baseUrl": server.baseUrl, "ai.model": model, "ai.embeddingModel": embeddingModel };
}
