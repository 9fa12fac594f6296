import { createRedactor } from "../pool/redact.ts";
import type { Settings } from "./settings.ts";

/** A function that replaces the values of all secrets in force, for what is shown of texts that nobody wrote for showing. */
export async function secretsRedactor(settings: Pick<Settings, "list" | "values">): Promise<<T>(value: T) => T> {
  const fields = (await settings.list()).flatMap((group) => group.fields);
  const secret = fields.filter(({ kind, source }) => kind === "secret" && source !== "none");
  return createRedactor(await settings.values(secret.map(({ name }) => name)));
}
