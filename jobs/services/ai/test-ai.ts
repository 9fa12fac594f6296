import { JobdeckError } from "../../model/errors.ts";
import { type AiChoice, aiSecretNames, aiSettingNames, chooseAi, describeAi } from "./choose-ai.ts";
import { openOpenAiServer } from "./openai-server.ts";

type Values = { readonly values: (names: readonly string[]) => Promise<Readonly<Record<string, string>>> };

/** What answers by the settings in force. */
export async function aiInForce(settings: Values): Promise<AiChoice> {
  return chooseAi(await settings.values([...aiSettingNames, ...aiSecretNames]));
}

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
