import { z } from "zod";
import { hasModel } from "./ai/has-model.ts";
import type { CredentialFinding, CredentialValues } from "./credential-finding.ts";
import { noAnswer, noSuchEndpoint, openAiError, type Remedies } from "./openai-error.ts";
import { ServiceError } from "./service-error.ts";
import { openVectorStores, type StoreInfo } from "./vector-store.ts";

/** Servers differ in what they say of a model; that there is a list is what counts. */
const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/**
 * Tries the key and the address by asking for the models, and then looks for the vector store if one is named. Only the
 * first can fail the test: many servers have no vector stores, and only the S3 sync needs one.
 */
export async function testOpenAi(values: CredentialValues, signal: AbortSignal): Promise<CredentialFinding> {
  const name = values.value("openai.vectorStoreName");
  const models = await listModels(values, signal).catch((error: unknown) => {
    if (name !== "" && isMissing(error)) return undefined;
    throw isMissing(error) ? nothingThere(values, error) : error;
  });
  const store = name === "" ? nothing : await findStore(values, name, signal, models === undefined);
  const model = await lookForModel(values, signal);
  const warnings = [store.warning, model.warning].filter((warning) => warning !== null);
  return {
    message: [keyAccepted(models), store.message, model.message].filter((part) => part !== null).join(" "),
    warning: warnings.length === 0 ? null : warnings.join(" "),
  };
}

type Part = { readonly message: string | null; readonly warning: string | null };

const nothing: Part = { message: null, warning: null };

function keyAccepted(models: number | undefined): string {
  if (models === undefined) return "The key is accepted.";
  return `The key is accepted: ${models} ${models === 1 ? "model" : "models"}.`;
}

/** How many models the key may use. */
async function listModels(values: CredentialValues, signal: AbortSignal): Promise<number> {
  const { default: Client } = await import("openai");
  const { apiKey, baseUrl } = serverOf(values);
  const client = new Client({
    ...{ apiKey, baseURL: baseUrl ?? null, maxRetries: 0, organization: null, project: null, logLevel: "off" },
  });
  const answer = await asked(values, () => client.models.list({ signal }).asResponse());
  const models = modelsSchema.safeParse(await answer.json().catch(() => undefined));
  if (models.success) return models.data.data.length;
  throw new ServiceError(`${client.baseURL} answers, but not with a list of models. Check the base URL.`, {
    kind: "refused",
    ambiguous: false,
  });
}

async function findStore(values: CredentialValues, name: string, signal: AbortSignal, decides: boolean): Promise<Part> {
  const stores = await openVectorStores(serverOf(values));
  let found: readonly StoreInfo[];
  try {
    found = (await stores.list(signal)).filter((store) => store.name === name);
  } catch (error) {
    // Nothing else has shown that the key is accepted.
    if (decides) throw isMissing(error) ? nothingThere(values, error) : error;
    if (!(error instanceof ServiceError)) throw error;
    return { message: null, warning: isMissing(error) ? withoutStores : error.message };
  }
  if (found.length > 1)
    return {
      message: null,
      warning: `${found.length} vector stores are called "${name}": ${found.map(({ id }) => id).join(", ")}. Rename or delete all but one.`,
    };
  const is = found.length === 1 ? "is there" : "is made at the first sync";
  return { message: `The vector store "${name}" ${is}.`, warning: null };
}

const withoutStores = "This server has no vector stores: the S3 sync needs them, analysing news does not.";

/** What the key can do with the model in force; nothing where the server does not say, or where another one is asked. */
async function lookForModel(values: CredentialValues, signal: AbortSignal): Promise<Part> {
  const model = values.value("ai.model");
  if (model === "" || values.value("ai.baseUrl") !== "") return nothing;
  const known = await asked(values, () => hasModel({ ...serverOf(values), model }, signal));
  if (known === undefined) return nothing;
  return known
    ? { message: `The model ${model} can be used.`, warning: null }
    : {
        message: null,
        warning: `This key cannot use the model ${model}: name another one under AI › Model (ai.model).`,
      };
}

function serverName(values: CredentialValues): string {
  return values.value("openai.baseUrl") || "OpenAI";
}

function serverOf(values: CredentialValues) {
  return { apiKey: values.value("openai.apiKey"), baseUrl: values.value("openai.baseUrl") || undefined };
}

/** What goes wrong is said of the server that was tried. */
async function asked<T>(values: CredentialValues, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw openAiError(serverName(values), error, remediesOf(values));
  }
}

/** By the words of the window; by a variable's name only where the value comes from there. */
function remediesOf(values: CredentialValues): Remedies {
  const key = values.called("openai.apiKey", "the API key");
  return {
    401: `The API key is not accepted. Check ${key}.`,
    403: `The API key may not do that. Check ${key}, and what it was made for.`,
    [noAnswer]: `Check the network and ${values.called("openai.baseUrl", "the base URL")}.`,
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof ServiceError && noSuchEndpoint.has(error.status ?? 0);
}

function nothingThere(values: CredentialValues, cause: unknown): ServiceError {
  const status = cause instanceof ServiceError ? cause.status : undefined;
  const name = values.called("openai.baseUrl", "the base URL");
  return new ServiceError(
    `${serverName(values)} has no list of models${status === undefined ? "" : ` (${status})`}. Check ${name}: it often ends in /v1.`,
    { kind: "refused", status, ambiguous: false },
    cause,
  );
}
