import type { Check } from "../../model/read-models/host.ts";
import { aiInForce, describeAi } from "./choose-ai.ts";

/** What the doctor says of AI: which provider is in force. Asks nobody. */
export async function aiCheck(settings: Parameters<typeof aiInForce>[0]): Promise<Check> {
  const choice = await aiInForce(settings);
  const base = { id: "ai", title: "AI", message: describeAi(choice) } as const;
  if (choice.kind !== "missing") return { ...base, status: "ok", remedy: null };
  const remedy =
    'Set OPENAI_API_KEY, or set ai.provider to "auto" or "local". "jobdeck ai detect" looks for a model server here.';
  return { ...base, status: "warning", remedy };
}
