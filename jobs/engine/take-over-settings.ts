import { messageOf } from "../model/errors.ts";
import type { HostLog } from "../model/host-log.ts";
import { settingField } from "../model/settings.ts";
import type { SettingsFile } from "../settings/settings-file.ts";
import type { SettingStore } from "../store/settings.ts";

type TakeOverOptions = { readonly store: SettingStore; readonly file: SettingsFile; readonly log: HostLog };

/**
 * Brings the settings that an older version kept in the database into `settings.json`, once. First they are in the file,
 * then they are gone from the database: a host that is killed in between does it again, and changes nothing.
 */
export async function takeOverSettings({ store, file, log }: TakeOverOptions): Promise<void> {
  const stored = new Map([...store.users()].filter(([name]) => isSetting(name)));
  if (stored.size === 0) return;
  try {
    await file.adopt(stored);
    for (const name of stored.keys()) store.remove(name);
    log.info(`The settings are in ${file.path} now: ${[...stored.keys()].join(", ")}`);
  } catch (error) {
    // They stay where they are, and are taken over by the first host that can.
    log.warn(`The settings of an older version were not taken over: ${messageOf(error)}`);
  }
}

function isSetting(name: string): boolean {
  const field = settingField(name);
  return field !== undefined && field.kind !== "secret";
}
