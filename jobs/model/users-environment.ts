import { settingFields } from "./settings.ts";

const ownVariables: ReadonlySet<string> = new Set(settingFields.flatMap(({ env }) => env ?? []));

/** Whether an environment variable is the user's: neither a setting or secret of Jobdeck's nor something of Electron's. */
export function isUsersVariable(name: string): boolean {
  return !ownVariables.has(name.toUpperCase()) && !/^(JOBDECK|ELECTRON)_/i.test(name);
}

/** The environment less what code of the user's is handed only when it asks for it. */
export function usersEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isUsersVariable(name) ? [[name, value] as const] : [],
  );
  return Object.fromEntries(kept);
}
