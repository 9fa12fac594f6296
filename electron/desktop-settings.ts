import type { JobdeckClient } from "../jobs/api/contract.ts";

/** The settings that the desktop app itself obeys. */
export type DesktopSettings = { readonly notifyOnFailure: boolean; readonly openAtLogin: boolean };

export async function readDesktopSettings(client: Pick<JobdeckClient, "settings">): Promise<DesktopSettings> {
  const groups = await client.settings.list({});
  const values = new Map(groups.flatMap((group) => group.fields).map((field) => [field.name, field.value]));
  return {
    notifyOnFailure: values.get("notifications.onFailure") !== "false",
    openAtLogin: values.get("desktop.openAtLogin") === "true",
  };
}
