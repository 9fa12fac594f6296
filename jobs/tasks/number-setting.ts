import { settingField } from "../model/settings.ts";

/** The value in force of a setting that is a number, or the setting's own default. */
export function numberSetting(settings: Readonly<Record<string, string>>, name: string): number {
  return Number(settings[name] ?? settingField(name)?.default);
}
