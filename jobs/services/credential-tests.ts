import { JobdeckError } from "../model/errors.ts";
import { settingField, settingFields } from "../model/settings.ts";
import { hasModel } from "./ai/has-model.ts";
import { testAi } from "./ai/test-ai.ts";
import { openAiError } from "./openai-error.ts";
import { openBucket } from "./s3.ts";
import { s3Options } from "./s3-options.ts";
import { openVectorStores } from "./vector-store.ts";

/** Where the values come from: the settings in force. */
export type Values = { readonly values: (names: readonly string[]) => Promise<Readonly<Record<string, string>>> };

const testTimeoutMs = 15_000;

/**
 * Tries the credentials of a group against their service, changing nothing there.
 *
 * @returns a sentence for the user
 * @throws whatever the service said, with the remedy
 */
export async function testCredentials(group: string, settings: Values): Promise<string> {
  const names = settingFields.filter((field) => field.group === group).map((field) => field.name);
  const values = await settings.values(names);
  const missing = names.filter((name) => settingField(name)?.required && values[name] === undefined);
  if (missing.length > 0)
    throw new JobdeckError(
      "BAD_INPUT",
      `Not complete: ${missing.map((name) => settingField(name)?.title).join(", ")} missing.`,
    );
  const signal = AbortSignal.timeout(testTimeoutMs);
  if (group === "s3") return testS3(values, signal);
  if (group === "openai") return testOpenAi({ ...values, ...(await settings.values(["ai.model"])) }, signal);
  if (group === "ai") return testAi(settings, signal);
  throw new JobdeckError("NOT_FOUND", `There is nothing to test for "${group}". Testable: s3, openai, ai.`);
}

async function testS3(values: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string> {
  const bucket = await openBucket(s3Options(values));
  try {
    const page = await bucket.list(undefined, signal).next();
    const count = page.done ? 0 : page.value.length;
    return `Connected: the bucket "${values["s3.bucket"]}" can be read${count === 0 ? " and is empty" : ""}.`;
  } finally {
    bucket.close();
  }
}

async function testOpenAi(values: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string> {
  const stores = await openVectorStores({ apiKey: values["openai.apiKey"] ?? "", baseUrl: values["openai.baseUrl"] });
  const name = values["openai.vectorStoreName"] ?? "";
  const found = (await stores.list(signal)).filter((store) => store.name === name).map(({ id }) => id);
  if (found.length > 1)
    throw new JobdeckError(
      "BAD_INPUT",
      `Connected, but ${found.length} vector stores are called "${name}": ${found.join(", ")}. Rename or delete all but one.`,
    );
  const models = await modelsClause(values, signal);
  return found.length === 1
    ? `Connected: the vector store "${name}" is there${models}.`
    : `Connected: there is no vector store "${name}" yet; the first sync makes it${models}.`;
}

/** What the key can do with the model in force, as the end of a sentence; nothing where the server does not say. */
async function modelsClause(values: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string> {
  const model = values["ai.model"] ?? "";
  const server = { apiKey: values["openai.apiKey"] ?? "", baseUrl: values["openai.baseUrl"], model };
  try {
    const known = await hasModel(server, signal);
    if (known === undefined) return "";
    return known ? `, and the model ${model} can be used` : `, but this key cannot use the model ${model} (ai.model)`;
  } catch (error) {
    throw openAiError("Looking for the model", error);
  }
}
