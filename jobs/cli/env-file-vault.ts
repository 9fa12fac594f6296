import { existsSync, readFileSync } from "node:fs";
import { writeAtomically } from "../files/atomic-write.ts";
import { customSecret, customSecretsIn } from "../model/custom-secrets.ts";
import { JobdeckError } from "../model/errors.ts";
import { settingField, settingFields } from "../model/settings.ts";
import type { Vault } from "../model/vault.ts";
import { readEnvFile } from "../services/environment.ts";

/**
 * Where a headless host keeps secrets: in the home's `.env`, as plain text that only its user may read. It says so, and
 * stores nothing unless it is told that this is all right.
 */
export function createEnvFileVault(file: string): Vault {
  const values = () => {
    const env = readEnvFile(file);
    const own = customSecretsIn(env).flatMap((name) => customSecret(name) ?? []);
    return new Map(
      [...settingFields, ...own].flatMap((field) => {
        const value = field.kind === "secret" && field.env ? env[field.env] : undefined;
        return value ? [[field.name, value] as const] : [];
      }),
    );
  };
  return {
    status: () => ({
      kind: "plain-file",
      title: `plain text in ${file}`,
      warning:
        "A headless host cannot reach the system's keychain: secrets are plain text that only your user may read. The desktop app keeps them in the keychain.",
    }),
    get: async (name) => values().get(name),
    set: async (name, value, { allowPlainText }) => {
      if (!allowPlainText)
        throw new JobdeckError(
          "NO_KEYCHAIN",
          `There is no keychain here: "${name}" would be plain text in ${file}. Nothing was stored. Add --plain-text if that is all right, or use the desktop app.`,
        );
      await writeLine(file, variableOf(name), value);
    },
    remove: async (name) => writeLine(file, variableOf(name), undefined),
    names: async () => [...values().keys()],
  };
}

function variableOf(name: string): string {
  const variable = settingField(name)?.env;
  if (variable) return variable;
  throw new JobdeckError("NOT_FOUND", `The secret "${name}" has no environment variable and cannot be kept in a file.`);
}

/** Replaces the variable's line, or removes it, and leaves every other line as it is. Never leaves half a file behind. */
async function writeLine(file: string, variable: string, value: string | undefined): Promise<void> {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const kept = lines.filter((line) => !new RegExp(`^\\s*(export\\s+)?${variable}\\s*=`).test(line));
  while (kept.at(-1) === "") kept.pop();
  if (value !== undefined) kept.push(`${variable}=${quote(value)}`);
  await writeAtomically(file, `${kept.join("\n")}\n`);
}

/** Quotes for dotenv, which knows no escaping: a value has to leave one kind of quote free. */
function quote(value: string): string {
  const free = ["'", '"', "`"].find((mark) => !value.includes(mark));
  if (free && !(free === '"' && value.includes("\\"))) return `${free}${value}${free}`;
  throw new JobdeckError("BAD_INPUT", "The value has every kind of quote in it and cannot be kept in a .env file.");
}
