import { settingField } from "../../model/settings.ts";

/** The settings and secrets that decide what answers. */
export const aiSettingNames = [
  ...["ai.provider", "ai.model", "ai.embeddingModel", "ai.baseUrl", "ai.timeoutSeconds", "ai.logRequests"],
  ...["ai.dailyBudgetUsd", "ai.monthlyBudgetUsd", "ai.prices", "openai.baseUrl"],
] as const;
export const aiSecretNames = ["openai.apiKey"] as const;

export type AiChoice =
  | { readonly kind: "local" }
  | {
      readonly kind: "openai";
      readonly baseUrl: string | undefined;
      readonly apiKey: string;
      readonly model: string;
      readonly embeddingModel: string;
      readonly timeoutMs: number;
      readonly logs: boolean;
      /** It runs on this computer. */
      readonly free: boolean;
    }
  /** A model is wanted, and this setting is missing for it. */
  | { readonly kind: "missing"; readonly setting: string };

/** Sent where no key is wanted: the SDK insists on one. */
const noKey = "none";

/** What answers, by the settings and secrets in force. */
export function chooseAi(values: Readonly<Record<string, string | undefined>>): AiChoice {
  const value = (name: string) => values[name] ?? settingField(name)?.default ?? "";
  const provider = value("ai.provider");
  const ownServer = value("ai.baseUrl");
  const apiKey = value("openai.apiKey");
  if (provider === "local") return { kind: "local" };
  if (!ownServer && !apiKey)
    return provider === "openai" ? { kind: "missing", setting: "openai.apiKey" } : { kind: "local" };
  const baseUrl = ownServer || value("openai.baseUrl") || undefined;
  return {
    kind: "openai",
    baseUrl,
    // The key belongs to OpenAI, or to the server that stands in for it, and follows to no other.
    apiKey: ownServer ? noKey : apiKey,
    model: value("ai.model"),
    embeddingModel: value("ai.embeddingModel"),
    timeoutMs: Number(value("ai.timeoutSeconds")) * 1_000,
    logs: ["1", "true"].includes(value("ai.logRequests")),
    free: ownServer !== "" && isLoopback(ownServer),
  };
}

export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** What answers, in words for people. */
export function describeAi(choice: AiChoice): string {
  if (choice.kind === "local")
    return "Plain methods on this computer (local, extractive): no model, no network, no cost.";
  if (choice.kind === "missing") return `A model is wanted (ai.provider), but ${choice.setting} is not set.`;
  return `${choice.model} at ${choice.baseUrl ?? "OpenAI"}, embeddings by ${choice.embeddingModel}.`;
}

/** Where the values come from: the settings in force. */
export type Values = { readonly values: (names: readonly string[]) => Promise<Readonly<Record<string, string>>> };

/** What answers by the settings in force. */
export async function aiInForce(settings: Values): Promise<AiChoice> {
  return chooseAi(await settings.values([...aiSettingNames, ...aiSecretNames]));
}
