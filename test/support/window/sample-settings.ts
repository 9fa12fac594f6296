import { implement, ORPCError } from "@orpc/server";
import { contract } from "../../../jobs/api/contract.ts";
import { placeOf } from "../../../jobs/model/jsonc.ts";
import type { VaultStatus } from "../../../jobs/model/read-models/host.ts";
import type { FileProblem, SettingGroupView, SettingView } from "../../../jobs/model/read-models/settings.ts";
import type { SettingField } from "../../../jobs/model/settings/field.ts";
import { settingField, settingFields, settingGroups } from "../../../jobs/model/settings.ts";
import { editSettingsText, readSettingsText } from "../../../jobs/model/settings-text.ts";
import type { SampleState } from "./sample-state.ts";

const keychain: VaultStatus = { kind: "keychain", title: "the system keychain (GNOME Keyring)", warning: null };
const api = implement(contract);

export type SampleSettingsOptions = {
  /** What is stored at first, secrets included. */
  readonly stored?: Readonly<Record<string, string>>;
  /** The text of settings.json, in the place of what is stored and no secret. */
  readonly settingsText?: string;
  readonly vault?: VaultStatus;
};

/** The settings of the sample host: a settings.json and a vault in memory, read and edited as the real ones are. */
export function createSampleSettings(options: SampleSettingsOptions, state: SampleState) {
  const vault = options.vault ?? keychain;
  const entries = Object.entries(options.stored ?? {});
  const secrets = new Set(entries.flatMap(([name]) => (isSecret(name) ? [name] : [])));
  const written = entries
    .filter(([name]) => !isSecret(name))
    .reduce((text, [name, value]) => editSettingsText(text, name, value), "");
  let text = options.settingsText ?? written;
  let { values } = readSettingsText(text);

  const problems = (): FileProblem[] =>
    readSettingsText(text).problems.map(({ severity, message, offset }) => ({
      ...{ file: "settings.json", severity, message },
      ...placeOf(text, offset),
    }));
  const told = () => {
    state.live.tell({ type: "settings", fileProblems: problems() });
    return {};
  };
  const save = (next: string) => {
    text = next;
    const read = readSettingsText(text);
    if (read.readable) values = read.values;
    return told();
  };
  const list = () => sampleSettings({ values, secrets, demo: state.engine().demo });

  return {
    problems,
    value: (name: string): string | undefined => values.get(name),
    handlers: {
      list: api.settings.list.handler(list),
      set: api.settings.set.handler(({ input: { name, value, allowPlainText } }) => {
        if (!isSecret(name)) return save(editSettingsText(text, name, value));
        if (!allowPlainText && vault.kind !== "keychain")
          throw new ORPCError("NO_KEYCHAIN", { status: 412, message: "There is no keychain on this system." });
        secrets.add(name);
        return told();
      }),
      remove: api.settings.remove.handler(({ input: { name } }) => {
        if (!isSecret(name)) return save(editSettingsText(text, name, undefined));
        secrets.delete(name);
        return told();
      }),
      test: api.settings.test.handler(({ input }) =>
        input.group === "s3"
          ? { ok: true, message: "Connected: bucket my-notes holds at least 1\u202f000 objects.", warning: null }
          : { ok: false, message: "OpenAI: The API key is not accepted. Check the API key. (401)", warning: null },
      ),
      vault: api.settings.vault.handler(() => vault),
      file: api.settings.file.handler(() => ({
        ...{ path: "/home/ada/.local/share/jobdeck/settings.json", text, version: String(text.length) },
      })),
      saveFile: api.settings.saveFile.handler(({ input }) => {
        save(input.text);
        return { version: String(text.length) };
      }),
    },
  };
}

/** All settings as the host shows them; one of them comes from the environment. */
export function sampleSettings(values: SampleValues): SettingGroupView[] {
  return settingGroups.map((group) => ({
    ...group,
    passedAt: values.passed?.has(group.id) ? 0 : null,
    fields: settingFields.filter((field) => field.group === group.id).map((field) => view(field, values)),
  }));
}

function isSecret(name: string): boolean {
  return settingField(name)?.kind === "secret";
}

type SampleValues = {
  readonly values: ReadonlyMap<string, string>;
  readonly secrets: ReadonlySet<string>;
  readonly demo: boolean;
  /** Groups that have passed a test. */
  readonly passed?: ReadonlySet<string>;
};

function view(field: SettingField, values: SampleValues): SettingView {
  const { source, value } = find(field, values);
  return {
    name: field.name,
    group: field.group,
    title: field.title,
    description: field.description,
    kind: field.kind,
    required: field.required,
    neededBy: field.neededBy ?? null,
    env: field.env ?? null,
    placeholder: field.placeholder ?? null,
    default: field.default ?? null,
    source,
    value: field.kind === "secret" ? null : value,
  };
}

function find(field: SettingField, { values, secrets, demo }: SampleValues): Pick<SettingView, "source" | "value"> {
  if (demo && (field.group === "s3" || field.group === "openai")) return { source: "demo", value: "demo" };
  if (field.name === "openai.vectorStoreName") return { source: "environment", value: "notes-kb" };
  if (secrets.has(field.name)) return { source: "stored", value: null };
  const own = values.get(field.name);
  if (own !== undefined) return { source: "stored", value: own };
  return field.default === undefined ? { source: "none", value: null } : { source: "default", value: field.default };
}
