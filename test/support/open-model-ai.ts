import { shippedPrices } from "../../jobs/model/ai-prices.ts";
import type { Ai } from "../../jobs/services/ai/ai.ts";
import { createMeter } from "../../jobs/services/ai/meter.ts";
import { createModelAi } from "../../jobs/services/ai/model-ai.ts";
import { type OpenAiServerOptions, openOpenAiServer } from "../../jobs/services/ai/openai-server.ts";
import { createMemoryLedger } from "./memory-ledger.ts";

type Options = Partial<OpenAiServerOptions> & { readonly url: string; readonly limitUsd?: number };

/** The real client and meter against a server of the test's own, with a ledger in memory. */
export async function openModelAi({ url, limitUsd, ...rest }: Options) {
  const { ledger, rows } = createMemoryLedger(limitUsd);
  const server = await openOpenAiServer({
    apiKey: "sk-test",
    baseUrl: url,
    model: "gpt-5.4-mini",
    embeddingModel: "text-embedding-3-small",
    timeoutMs: 5_000,
    ...rest,
  });
  const retries: string[] = [];
  const ai: Ai = createModelAi({
    server,
    meter: createMeter({ ledger, prices: shippedPrices, free: false }),
    tries: { limit: 3, delayMs: 1, longestWaitMs: 1_000 },
    onRetry: ({ error }) => void retries.push(error.message),
  });
  return { ai, rows, retries };
}
