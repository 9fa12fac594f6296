import { ServiceError } from "../service-error.ts";
import { type Retry, type Tries, tried } from "../tries.ts";
import type { Ai, Answer, ModelAnswer, ModelRequest, ModelServer, Question, TokenUse } from "./ai.ts";
import { fenced } from "./fence.ts";
import type { Meter } from "./meter.ts";
import { jsonSchemaOf, readAnswer } from "./read-answer.ts";
import { cutToTokens, mostTokens } from "./tokens.ts";

/** OpenAI's embedding models take 8,191 tokens a text. */
const embeddingTokens = 8_000;

type ModelAiOptions = {
  readonly server: ModelServer;
  readonly meter: Meter;
  readonly tries: Tries;
  readonly onRetry: (retry: Retry) => void;
};

/** AI by a model on a server: fenced, checked, asked again once, metered, and tried again where that may help. */
export function createModelAi({ server, meter, tries, onRetry }: ModelAiOptions): Ai {
  const call = (request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> => {
    const inputTokens = mostTokens(request.instructions, request.input, JSON.stringify(request.jsonSchema));
    const most = { inputTokens, outputTokens: request.maxOutputTokens };
    const make = () =>
      meter.measured({ kind: "answer", model: server.model, most }, () => server.answer(request, signal));
    return tried(make, { tries, signal, onRetry });
  };

  const ask = async <T>(question: Question<T>, signal: AbortSignal): Promise<Answer<T>> => {
    const request = requestFor(question);
    const first = await call(request, signal);
    const reading = readAnswer(question, first);
    const given = (value: T, usage: TokenUse, askedAgain: boolean): Answer<T> => ({
      ...{ value, provider: "openai", model: server.model, usage, askedAgain },
    });
    if (reading.fits) return given(reading.value, first.usage, false);
    if (!reading.askAgain) throw unusable(reading.problem, server.model);
    const second = await call(secondRequest(request, reading.problem, first), signal);
    const usage = sum(first.usage, second.usage);
    const again = readAnswer(question, second);
    if (again.fits) return given(again.value, usage, true);
    const salvaged = again.value === undefined ? undefined : question.salvage?.(again.value);
    if (salvaged === undefined) throw unusable(again.problem, server.model);
    return given(salvaged, usage, true);
  };

  return {
    provider: "openai",
    label: `openai, ${server.model}`,
    model: server.model,
    embeddingModel: server.embeddingModel,
    ask,
    embed: async (texts, signal) => {
      const cut = texts.map((text) => cutToTokens(text, embeddingTokens));
      const most = { inputTokens: mostTokens(...cut), outputTokens: 0 };
      const measured = { kind: "embedding", model: server.embeddingModel, most } as const;
      const make = () => meter.measured(measured, () => server.embed(cut, signal));
      const { vectors, usage } = await tried(make, { tries, signal, onRetry });
      return { vectors, usage, provider: "openai", model: server.embeddingModel };
    },
  };
}

function requestFor<T>({ name, instructions, passages, schema, maxOutputTokens }: Question<T>): ModelRequest {
  return { name, ...fenced(instructions, passages), jsonSchema: jsonSchemaOf(schema), maxOutputTokens };
}

/** The problem is put in our own words: of the first answer nothing is repeated, since texts from outside may speak from it. */
function secondRequest(request: ModelRequest, problem: string, first: ModelAnswer): ModelRequest {
  const maxOutputTokens = first.ending === "cut" ? request.maxOutputTokens * 2 : request.maxOutputTokens;
  const instructions = `${request.instructions}\n\nAn earlier answer could not be used. ${problem}`;
  return { ...request, instructions, maxOutputTokens };
}

function sum(a: TokenUse, b: TokenUse): TokenUse {
  return { inputTokens: a.inputTokens + b.inputTokens, outputTokens: a.outputTokens + b.outputTokens };
}

function unusable(problem: string, model: string): ServiceError {
  return new ServiceError(`The answer of ${model} cannot be used: ${problem}`, { kind: "item" });
}
