import type { JobdeckClient } from "../jobs/api/contract.ts";
import { type NotifySettings, notifySettings } from "./notify/notify-rule.ts";
import { themeSetting } from "./windows/color-theme.ts";

/** The settings that the desktop app itself obeys. */
export type DesktopSettings = {
  readonly notify: NotifySettings;
  readonly openAtLogin: boolean;
  readonly colorTheme: string;
};

export async function readDesktopSettings(client: Pick<JobdeckClient, "settings">): Promise<DesktopSettings> {
  const groups = await client.settings.list({});
  const values = new Map(groups.flatMap((group) => group.fields).map((field) => [field.name, field.value]));
  return {
    notify: notifySettings((name) => values.get(name) ?? null),
    colorTheme: values.get(themeSetting) ?? "System",
    openAtLogin: values.get("desktop.openAtLogin") === "true",
  };
}
