import { JobdeckError } from "../../model/errors.ts";
import { aiInForce, describeAi, type Values } from "./choose-ai.ts";
import { openOpenAiServer } from "./openai-server.ts";

/**
 * Asks the model and the embedding model in force for one word each.
 *
 * @returns a sentence for the user
 * @throws what the server said, with the remedy
 */
export async function testAi(settings: Values, signal: AbortSignal): Promise<string> {
  const choice = await aiInForce(settings);
  if (choice.kind === "missing") throw new JobdeckError("BAD_INPUT", describeAi(choice));
  if (choice.kind === "local") return describeAi(choice);
  const server = await openOpenAiServer({ ...choice, log: undefined });
  const { ending } = await server.answer(greeting, signal);
  if (ending === "refused") throw new JobdeckError("BAD_INPUT", `${choice.model} answers, but refuses to say hello.`);
  await server.embed(["hello"], signal);
  return `Connected: ${describeAi(choice)}`;
}

const greeting = {
  name: "greeting",
  instructions: 'Answer with {"hello": true}.',
  input: "Hello",
  jsonSchema: {
    type: "object",
    properties: { hello: { type: "boolean" } },
    required: ["hello"],
    additionalProperties: false,
  },
  maxOutputTokens: 300,
};
