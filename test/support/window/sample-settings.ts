import type { SettingGroupView, SettingView } from "../../../jobs/model/read-models.ts";
import type { SettingField } from "../../../jobs/model/settings/field.ts";
import { settingFields, settingGroups } from "../../../jobs/model/settings.ts";

export type SampleSettings = {
  /** By name. */
  readonly stored: ReadonlyMap<string, string>;
  readonly demo: boolean;
};

/** All settings as the host shows them; one of them comes from the environment. */
export function sampleSettings(values: SampleSettings): SettingGroupView[] {
  return settingGroups.map((group) => ({
    ...group,
    fields: settingFields.filter((field) => field.group === group.id).map((field) => view(field, values)),
  }));
}

function view(field: SettingField, values: SampleSettings): SettingView {
  const { source, value } = find(field, values);
  return {
    name: field.name,
    group: field.group,
    title: field.title,
    description: field.description,
    kind: field.kind,
    required: field.required,
    env: field.env ?? null,
    placeholder: field.placeholder ?? null,
    default: field.default ?? null,
    source,
    value: field.kind === "secret" ? null : value,
  };
}

function find(field: SettingField, { stored, demo }: SampleSettings): Pick<SettingView, "source" | "value"> {
  if (demo && (field.group === "s3" || field.group === "openai")) return { source: "demo", value: "demo" };
  if (field.name === "openai.vectorStoreName") return { source: "environment", value: "notes-kb" };
  const own = stored.get(field.name);
  if (own !== undefined) return { source: "stored", value: own };
  return field.default === undefined ? { source: "none", value: null } : { source: "default", value: field.default };
}
