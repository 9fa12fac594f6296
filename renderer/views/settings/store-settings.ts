import type { SettingView, VaultStatus } from "../../../jobs/model/read-models.ts";
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
  const secret = fields.some((field) => field.kind === "secret");
  let allowPlainText = false;
  if (secret && vault.kind !== "keychain") {
    allowPlainText = await askForPlainText(app, vault);
    if (!allowPlainText) return false;
  }
  for (const field of fields) {
    const value = drafts[field.name] ?? "";
    try {
      await app.client().settings.set({ name: field.name, value, allowPlainText });
    } catch (error) {
      // The keychain was there when the page was read and has gone since.
      if (codeOf(error) !== "NO_KEYCHAIN" || allowPlainText) throw error;
      allowPlainText = await askForPlainText(app, await app.client().settings.vault({}));
      if (!allowPlainText) return false;
      await app.client().settings.set({ name: field.name, value, allowPlainText });
    }
  }
  return true;
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
