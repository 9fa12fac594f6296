import type OpenAI from "openai";
import { noAnswer, noSuchEndpoint, openAiError, type Remedies } from "../openai-error.ts";
import { ServiceError } from "../service-error.ts";
import {
  type EmbeddingAnswer,
  embeddingDimensions,
  type ModelAnswer,
  type ModelRequest,
  type ModelServer,
} from "./ai.ts";
import { chatAnswer, chatRequest, responsesAnswer, responsesRequest } from "./openai-shapes.ts";
import { fitVector } from "./vector.ts";
import { createWire, hidden, type WireLog } from "./wire.ts";

export type OpenAiServerOptions = {
  readonly apiKey: string;
  /** Default: OpenAI's. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
  readonly embeddingModel: string;
  /** For one request, its answer included, in milliseconds. */
  readonly timeoutMs: number;
  /** Told of every request and answer, without keys. */
  readonly log?: WireLog | undefined;
};

/**
 * A server that speaks OpenAI's API: OpenAI itself, a gateway, Ollama, LM Studio, llama.cpp. It is asked by the Responses API
 * where it has that, else by chat completions. Each call is one request; rejects with ServiceError or the signal's reason.
 */
export async function openOpenAiServer(options: OpenAiServerOptions): Promise<ModelServer> {
  const { default: Client, APIConnectionTimeoutError } = await import("openai");
  const { apiKey, model, embeddingModel, timeoutMs } = options;
  const client = new Client({
    apiKey,
    baseURL: options.baseUrl ?? null,
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: createWire(apiKey, options.log),
    // The SDK would read these from the environment, and log by it.
    organization: null,
    project: null,
    logLevel: "off",
  });
  const asked = async <T>(what: string, asking: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof APIConnectionTimeoutError) throw tooSlow(what, timeoutMs, error);
      throw keyless(openAiError(what, error, remediesFor(asking, client.baseURL)), apiKey);
    }
  };
  let hasResponses = true;

  const answer = async (request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> => {
    const what = `Asking ${model}`;
    if (hasResponses)
      try {
        return await asked(what, model, signal, async () =>
          responsesAnswer(await client.responses.create(responsesRequest(model, request), { signal })),
        );
      } catch (error) {
        if (!(error instanceof ServiceError) || !noSuchEndpoint.has(error.status ?? 0) || isModelMissing(error))
          throw error;
        hasResponses = false;
      }
    return asked(what, model, signal, async () =>
      chatAnswer(await client.chat.completions.create(chatRequest(model, request), { signal })),
    );
  };

  const embed = (texts: readonly string[], signal: AbortSignal): Promise<EmbeddingAnswer> =>
    asked(`Embedding ${texts.length} texts with ${embeddingModel}`, embeddingModel, signal, () =>
      requestEmbeddings(client, embeddingModel, texts, signal),
    );

  return { model, embeddingModel, answer, embed };
}

async function requestEmbeddings(
  client: OpenAI,
  model: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<EmbeddingAnswer> {
  const wish = { model, input: [...texts], encoding_format: "float" as const };
  const answer = await client.embeddings
    .create({ ...wish, dimensions: embeddingDimensions }, { signal })
    .catch((error: unknown) => {
      // Models that cannot be shortened refuse the wish; theirs are cut here.
      if (!isAboutDimensions(error)) throw error;
      return client.embeddings.create(wish, { signal });
    });
  const vectors = new Map<number, Float32Array>();
  const data: unknown = answer?.data;
  for (const entry of Array.isArray(data) ? data : []) {
    const { index, embedding } = (entry ?? {}) as { index?: unknown; embedding?: unknown };
    if (typeof index === "number" && isVector(embedding)) vectors.set(index, fitVector(embedding));
  }
  const found = texts.flatMap((_text, index) => vectors.get(index) ?? []);
  if (found.length !== texts.length)
    throw new ServiceError(`${model} gave ${found.length} usable embeddings for ${texts.length} texts.`, {
      kind: "item",
    });
  return { vectors: found, usage: { inputTokens: tokens(answer.usage?.prompt_tokens), outputTokens: 0 } };
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => Number.isFinite(entry));
}

function tokens(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? Math.ceil(value) : 0;
}

function isAboutDimensions(error: unknown): boolean {
  return error instanceof Error && "status" in error && error.status === 400 && /dimension/i.test(error.message);
}

function isModelMissing({ cause }: ServiceError): boolean {
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "model_not_found";
}

function remediesFor(model: string, baseUrl: string): Remedies {
  const known = "Choose another with the settings ai.model and ai.embeddingModel.";
  return {
    [noAnswer]: `Check the network, and whether a server of models answers at ${baseUrl}.`,
    403: `This API key may not use ${model} at ${baseUrl}. Give it access to models.`,
    404: `${baseUrl} has no model "${model}". ${known}`,
  };
}

function tooSlow(what: string, timeoutMs: number, cause: unknown): ServiceError {
  const message = `${what}: no answer within ${Math.round(timeoutMs / 1_000)} s. A slow model needs a longer "ai.timeoutSeconds".`;
  return new ServiceError(message, { kind: "unavailable", ambiguous: true }, cause);
}

/**
 * The same failure without the key in its words: some servers repeat what they were sent. A model that is not there is
 * missing for every call, not only for this one.
 */
function keyless(error: unknown, key: string): unknown {
  if (!(error instanceof ServiceError)) return error;
  const { status, retryAfterMs, ambiguous } = error;
  const kind = status === 404 ? "refused" : error.kind;
  const cause = error.message === hidden(error.message, key) ? error.cause : undefined;
  return new ServiceError(hidden(error.message, key), { kind, status, retryAfterMs, ambiguous }, cause);
}
