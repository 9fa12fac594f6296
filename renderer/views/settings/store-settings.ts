import type { VaultStatus } from "../../../jobs/model/read-models/host.ts";
import type { SettingView } from "../../../jobs/model/read-models/settings.ts";
import { codeOf } from "../../state/errors.ts";
import type { App } from "../../workbench/app.ts";
import type { Drafts } from "./field-state.ts";

export type StoreSettingsOptions = {
  readonly app: Pick<App, "client" | "dialogs">;
  readonly fields: readonly SettingView[];
  readonly drafts: Drafts;
  readonly vault: VaultStatus;
};

/**
 * Stores what was typed. Where there is no keychain the user is asked first, and nothing secret is stored without their
 * word. False when they declined.
 */
export async function storeSettings({ app, fields, drafts, vault }: StoreSettingsOptions): Promise<boolean> {
  const stored = await withConsent({ app, fields, vault }, async (allowPlainText) => {
    for (const { name } of fields) await app.client().settings.set({ name, value: drafts[name] ?? "", allowPlainText });
    return true;
  });
  return stored ?? false;
}

/**
 * Tests a group with what was typed, which the host stores once it is accepted. Null when the user declined to store it as
 * plain text.
 */
export function testEntered({ group, ...typed }: StoreSettingsOptions & { readonly group: string }) {
  const { app, fields, drafts } = typed;
  const entered = Object.fromEntries(fields.map(({ name }) => [name, drafts[name] ?? ""]));
  return withConsent(typed, (allowPlainText) => app.client().settings.test({ group, entered, allowPlainText }));
}

/** Stores once more when the keychain was there as the page was read and has gone since. */
async function withConsent<T>(
  { app, fields, vault }: Omit<StoreSettingsOptions, "drafts">,
  store: (allowPlainText: boolean) => Promise<T>,
): Promise<T | null> {
  const secret = fields.some((field) => field.kind === "secret");
  const asked = secret && vault.kind !== "keychain";
  if (asked && !(await askForPlainText(app, vault))) return null;
  try {
    return await store(asked);
  } catch (error) {
    if (codeOf(error) !== "NO_KEYCHAIN" || asked) throw error;
    if (!(await askForPlainText(app, await app.client().settings.vault({})))) return null;
    return store(true);
  }
}

function askForPlainText(app: Pick<App, "dialogs">, vault: VaultStatus): Promise<boolean> {
  return app.dialogs.confirm({
    severity: "warning",
    title: "Store as plain text?",
    message:
      vault.warning ?? "This system has no keychain: the secret would be stored as plain text, readable by you alone.",
    confirm: "Store as plain text",
  });
}
