import { customGroup, customSecret } from "./custom-secrets.ts";
import { didYouMean } from "./nearest.ts";
import { parseQuietHours } from "./quiet-hours.ts";
import { aiSettings } from "./settings/ai.ts";
import { desktopSettings } from "./settings/desktop.ts";
import { engineSettings } from "./settings/engine.ts";
import type { SettingField, SettingGroup, SettingSection } from "./settings/field.ts";
import { networkSettings } from "./settings/network.ts";
import { newsSettings } from "./settings/news.ts";
import { notificationsSettings } from "./settings/notifications.ts";
import { openaiSettings } from "./settings/openai.ts";
import { s3Settings } from "./settings/s3.ts";
import { syncSettings } from "./settings/sync.ts";
import { workbenchSettings } from "./settings/workbench.ts";

/**
 * Every setting that a user can make, in one table: the settings editor, `settings.json`, `jobdeck secrets`, the
 * environment variables and the tasks are all derived from it. To add one, put it into the file of its group in
 * `jobs/model/settings/`.
 *
 * A value comes from the environment (process, then `.env` in the home) if it is there, else from what the user stored,
 * else from the default. Secrets are stored in the vault only, all else in `settings.json`.
 */
const sections: readonly SettingSection[] = [
  workbenchSettings,
  s3Settings,
  openaiSettings,
  {
    group: {
      id: customGroup,
      title: "Your own secrets",
      description: "What your commands and requests refer to by name.",
      category: "Credentials",
      credential: true,
      testable: false,
    },
    fields: [],
  },
  syncSettings,
  newsSettings,
  aiSettings,
  engineSettings,
  networkSettings,
  notificationsSettings,
  desktopSettings,
];

export const settingGroups: readonly SettingGroup[] = sections.map(({ group }) => group);

export const settingFields: readonly SettingField[] = sections.flatMap(({ fields }) => fields);

/** The field of that name, or undefined. Names of the user's own, `custom.NAME`, all have one. */
export function settingField(name: string): SettingField | undefined {
  return settingFields.find((field) => field.name === name) ?? customSecret(name);
}

/**
 * Why `value` is not acceptable for `field`, or undefined when it is. Values are text, as they come from a form, the
 * environment or the store.
 */
export function settingProblem(field: SettingField, value: string): string | undefined {
  if (value.trim() === "") return `${field.title} is empty. Enter a value, or remove the setting.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a header or URL made of such a value would be refused or split
  if (/[\u0000-\u001f\u007f]/.test(value)) return `${field.title} has a line break or control character. Remove it.`;
  if (value.length > 4_096) return `${field.title} has ${value.length} characters; at most 4096 are allowed.`;
  if (field.kind === "number") return numberProblem(field, value);
  if (field.kind === "boolean" && value !== "true" && value !== "false")
    return `${field.title} is "${value}"; it must be true or false.`;
  if (field.kind === "enum") return choiceProblem(field, value);
  if (field.kind === "url" && !/^https?:\/\/[^\s/]+/i.test(value))
    return `${field.title} is "${value}"; it must begin with https:// or http://.`;
  if (field.kind === "hours" && parseQuietHours(value) === null)
    return `${field.title} is "${value}"; it must be two times of the day, like 22:00-07:00.`;
  return field.check?.(value);
}

function numberProblem(field: SettingField, value: string): string | undefined {
  const number = Number(value);
  const min = field.min ?? Number.MIN_SAFE_INTEGER;
  const max = field.max ?? Number.MAX_SAFE_INTEGER;
  const fits = field.fractions ? Number.isFinite(number) : Number.isInteger(number);
  if (fits && number >= min && number <= max) return undefined;
  return `${field.title} is "${value}"; it must be a ${field.fractions ? "" : "whole "}number from ${min} to ${max}.`;
}

function choiceProblem(field: SettingField, value: string): string | undefined {
  const choices = (field.choices ?? []).map((choice) => choice.value);
  if (choices.includes(value)) return undefined;
  return `${field.title} is "${value}"; it must be one of ${choices.join(", ")}.${didYouMean(value, choices)}`;
}
