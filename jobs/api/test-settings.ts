import { JobdeckError, messageOf } from "../model/errors.ts";
import { settingField, settingProblem } from "../model/settings.ts";
import type { CredentialFinding } from "../services/credential-finding.ts";
import type { SettingsTest } from "./settings-test-contract.ts";

type Named = Readonly<Record<string, string>>;

type TestSettingsOptions = {
  readonly settings: {
    readonly set: (name: string, value: string, options: { readonly allowPlainText: boolean }) => Promise<void>;
    readonly notePassed: (group: string) => Promise<void>;
  };
  /** Rejects when they do not work. */
  readonly testCredentials: (group: string, entered: Named) => Promise<CredentialFinding>;
};

export type TestWish = {
  readonly group: string;
  readonly entered?: Named | undefined;
  readonly allowPlainText?: boolean | undefined;
};

/**
 * Tries credentials, and stores what was entered once it is accepted.
 *
 * @throws JobdeckError BAD_INPUT for what can be no value, NO_KEYCHAIN where it cannot be stored
 */
export function createSettingsTest({ settings, testCredentials }: TestSettingsOptions) {
  return async ({ group, entered = {}, allowPlainText = false }: TestWish): Promise<SettingsTest> => {
    for (const [name, value] of Object.entries(entered)) refuseOdd(group, name, value);
    let found: CredentialFinding;
    try {
      found = await testCredentials(group, entered);
    } catch (error) {
      return { ok: false, message: messageOf(error), warning: null };
    }
    for (const [name, value] of Object.entries(entered)) await settings.set(name, value, { allowPlainText });
    await settings.notePassed(group);
    return { ok: true, ...found };
  };
}

function refuseOdd(group: string, name: string, value: string): void {
  const field = settingField(name);
  if (field?.group !== group) throw new JobdeckError("BAD_INPUT", `"${name}" is no setting of "${group}".`);
  const problem = settingProblem(field, value);
  if (problem) throw new JobdeckError("BAD_INPUT", problem);
}
