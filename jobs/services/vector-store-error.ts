import { openAiError } from "./openai-error.ts";

const remedies = { 403: "This API key may not do that. Give it access to files and vector stores." };

/** What a call to OpenAI's vector stores failed with; `what` was being done. */
export function vectorStoreError(what: string, error: unknown): unknown {
  return openAiError(what, error, remedies);
}
