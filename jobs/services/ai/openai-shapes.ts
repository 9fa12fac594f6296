import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import type { Response, ResponseCreateParamsNonStreaming } from "openai/resources/responses/responses";
import { z } from "zod";
import type { ModelAnswer, ModelRequest } from "./ai.ts";

/** Models that think before they answer; a little is enough for what is asked here. */
const thinking = /^(gpt-[5-9]|o\d)/;

export function responsesRequest(model: string, request: ModelRequest): ResponseCreateParamsNonStreaming {
  return {
    model,
    instructions: request.instructions,
    input: request.input,
    max_output_tokens: request.maxOutputTokens,
    text: { format: { type: "json_schema", name: request.name, strict: true, schema: request.jsonSchema } },
    store: false,
    ...(thinking.test(model) ? { reasoning: { effort: "low" } } : {}),
  };
}

export function chatRequest(model: string, request: ModelRequest): ChatCompletionCreateParamsNonStreaming {
  return {
    model,
    messages: [
      { role: "system", content: request.instructions },
      { role: "user", content: request.input },
    ],
    // The newer name, `max_completion_tokens`, is not known to every server that has no Responses API.
    max_tokens: request.maxOutputTokens,
    response_format: {
      type: "json_schema",
      json_schema: { name: request.name, strict: true, schema: { ...request.jsonSchema } },
    },
  };
}

const count = z.number().nonnegative().catch(0);

const responsesShape = z.object({
  status: z.string().catch("completed"),
  incomplete_details: z.object({ reason: z.string().optional() }).nullish().catch(null),
  usage: z.object({ input_tokens: count, output_tokens: count }).catch({ input_tokens: 0, output_tokens: 0 }),
  output: z
    .array(
      z.object({
        content: z
          .array(z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() }))
          .nullish()
          .catch([]),
      }),
    )
    .catch([]),
});

/** Servers are not to be trusted with the SDK's types: what is missing is taken as nothing. */
export function responsesAnswer(answer: Response): ModelAnswer {
  const parsed = responsesShape.safeParse(answer);
  if (!parsed.success) return unreadable;
  const { status, incomplete_details: incomplete, usage, output } = parsed.data;
  const parts = output.flatMap(({ content }) => content ?? []);
  const refusal = parts.find(({ type }) => type === "refusal");
  return {
    usage: { inputTokens: usage.input_tokens, outputTokens: usage.output_tokens },
    text: refusal?.refusal ?? parts.flatMap(({ type, text }) => (type === "output_text" ? (text ?? "") : [])).join(""),
    ending:
      refusal || incomplete?.reason === "content_filter" ? "refused" : status === "incomplete" ? "cut" : "complete",
  };
}

const chatShape = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullish().catch(null),
});

export function chatAnswer(answer: ChatCompletion): ModelAnswer {
  const parsed = chatShape.safeParse(answer);
  const choice = parsed.data?.choices[0];
  if (!choice) return unreadable;
  const { finish_reason: reason, message } = choice;
  const refused = Boolean(message.refusal) || reason === "content_filter";
  return {
    usage: {
      inputTokens: parsed.data?.usage?.prompt_tokens ?? 0,
      outputTokens: parsed.data?.usage?.completion_tokens ?? 0,
    },
    text: message.refusal || (message.content ?? ""),
    ending: refused ? "refused" : reason === "length" ? "cut" : "complete",
  };
}

const unreadable: ModelAnswer = { usage: { inputTokens: 0, outputTokens: 0 }, text: "", ending: "complete" };
