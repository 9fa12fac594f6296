import type { SettingField } from "./settings/field.ts";

/** The group of the secrets that the user named. */
export const customGroup = "custom";

const namePattern = /^custom\.[a-z0-9_-]{1,64}$/;
const variablePrefix = "JOBDECK_SECRET_";
const variablePattern = /^JOBDECK_SECRET_[A-Z0-9_-]{1,64}$/;

/** The field of a secret that the user named, `custom.NAME`; undefined for any other name. There is one for every such name. */
export function customSecret(name: string): SettingField | undefined {
  if (!namePattern.test(name)) return undefined;
  return {
    name,
    group: customGroup,
    title: name,
    description: "A secret of your own, for commands and requests.",
    kind: "secret",
    env: `${variablePrefix}${name.slice("custom.".length).toUpperCase()}`,
    required: false,
  };
}

/** The names of those secrets that these environment variables carry. */
export function customSecretsIn(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(env)
    .filter((variable) => variablePattern.test(variable) && env[variable])
    .map((variable) => `custom.${variable.slice(variablePrefix.length).toLowerCase()}`);
}
