import type { Ai } from "../ai.ts";
import { embedText, localEmbeddingModel } from "./embed-text.ts";

/** What its answers are labelled with, wherever they are shown. */
export const localModel = "extractive";

const nothing = { inputTokens: 0, outputTokens: 0 };

/** Plain methods on this computer: no network, no cost, the same answer every time. It quotes; it understands nothing. */
export function createLocalAi(): Ai {
  return {
    provider: "local",
    label: `local, ${localModel}`,
    model: localModel,
    embeddingModel: localEmbeddingModel,
    ask: async (question, signal) => {
      signal.throwIfAborted();
      const value = question.schema.parse(question.plainly());
      const problem = question.problem?.(value);
      if (problem !== undefined) throw new Error(`The plain answer to "${question.name}" does not hold: ${problem}`);
      return { value, provider: "local", model: localModel, usage: nothing, askedAgain: false };
    },
    embed: async (texts, signal) => {
      signal.throwIfAborted();
      return { vectors: texts.map(embedText), provider: "local", model: localEmbeddingModel, usage: nothing };
    },
  };
}
