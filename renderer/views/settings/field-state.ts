import type { VaultStatus } from "../../../jobs/model/read-models/host.ts";
import type { SettingView } from "../../../jobs/model/read-models/settings.ts";
import { settingField, settingProblem } from "../../../jobs/model/settings.ts";

/** What the user has typed, by the setting's name. Nothing typed means that the value stays as it is. */
export type Drafts = Readonly<Record<string, string>>;

/** True for a value that comes from where this window cannot change it. */
export function isFixed(field: Pick<SettingView, "source">): boolean {
  return field.source === "environment" || field.source === "demo";
}

/** What an empty field shows: where its value is, without the value. */
export function placeholderOf(field: SettingView, vault: VaultStatus | null): string {
  if (field.source === "environment") return `From environment variable ${field.env ?? ""}`.trim();
  if (field.source === "demo") return "Set by the demo workspace";
  if (field.kind === "secret" && field.source === "stored")
    return vault?.kind === "keychain" ? "Stored in the keychain" : "Stored as plain text";
  return field.placeholder ?? field.default ?? "";
}

/** Whether a credential is needed, and for what. */
export function needOf({ required, neededBy }: Pick<SettingView, "required" | "neededBy">): string {
  if (!required) return "optional";
  return neededBy === null ? "needed" : `needed for ${neededBy}`;
}

/** The text that a field shows. */
export function shownValue(field: SettingView, drafts: Drafts): string {
  const draft = drafts[field.name];
  if (draft !== undefined) return draft;
  return isFixed(field) || field.source === "none" ? "" : (field.value ?? "");
}

/** The fields that were changed, in their order. */
export function changedFields(fields: readonly SettingView[], drafts: Drafts): readonly SettingView[] {
  return fields.filter((field) => {
    const draft = drafts[field.name];
    if (draft === undefined || isFixed(field)) return false;
    // A secret's value is not known here: an emptied field means that nothing was typed.
    return field.kind === "secret" ? draft !== "" : draft !== (field.value ?? "");
  });
}

/** Why what was typed cannot be saved; undefined when it can. */
export function draftProblem(field: SettingView, drafts: Drafts): string | undefined {
  const draft = drafts[field.name];
  const known = settingField(field.name);
  return draft === undefined || !known ? undefined : settingProblem(known, draft);
}

/** True for a field whose words hold all of the query's; "@modified" stands for those that the user has set. */
export function matchesQuery(field: SettingView, groupTitle: string, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/);
  if (words.includes("@modified") && field.source !== "stored") return false;
  const text = `${groupTitle} ${field.title} ${field.description} ${field.name} ${field.env ?? ""}`.toLowerCase();
  return words.every((word) => word === "@modified" || text.includes(word));
}
