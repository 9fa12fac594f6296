import { customGroup, customSecret, customSecretsIn } from "../model/custom-secrets.ts";
import { JobdeckError } from "../model/errors.ts";
import { didYouMean, nearest } from "../model/nearest.ts";
import type { SettingGroupView, SettingView } from "../model/read-models/settings.ts";
import type { SettingField } from "../model/settings/field.ts";
import { settingField, settingFields, settingGroups, settingProblem } from "../model/settings.ts";
import type { Vault } from "../model/vault.ts";
import type { SettingsFile } from "../settings/settings-file.ts";
import type { PassedTests } from "./passed-tests.ts";

type SettingsOptions = {
  readonly file: Pick<SettingsFile, "get" | "set" | "remove" | "isEmpty">;
  readonly vault: Vault;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called after every change but those of the file, which tells of them itself. */
  readonly onChange: () => void;
  readonly passed: PassedTests;
};

type Found = { readonly value: string | undefined; readonly source: SettingView["source"] };

/**
 * The value of every setting and where it comes from: the demo while it is on, the environment, what the user stored,
 * the default, in this order. A secret's value leaves only towards a task that declared it.
 */
export function createSettings({ file, vault, env, onChange, passed }: SettingsOptions) {
  let overrides: Readonly<Record<string, string>> = {};

  const find = async (field: SettingField): Promise<Found> => {
    const override = overrides[field.name];
    if (override !== undefined) return { value: override, source: "demo" };
    const fromEnvironment = field.env ? env[field.env] : undefined;
    if (fromEnvironment) return { value: fromEnvironment, source: "environment" };
    const stored = field.kind === "secret" ? await vault.get(field.name) : file.get(field.name);
    if (stored !== undefined) return { value: stored, source: "stored" };
    return field.default === undefined
      ? { value: undefined, source: "none" }
      : { value: field.default, source: "default" };
  };

  /** Like `find`, but asks the vault only whether there is a value: the list must not open the keychain. */
  const look = async (field: SettingField, stored: ReadonlySet<string>): Promise<Found> => {
    if (field.kind !== "secret") return find(field);
    if (overrides[field.name] !== undefined) return { value: undefined, source: "demo" };
    if (field.env && env[field.env]) return { value: undefined, source: "environment" };
    return { value: undefined, source: stored.has(field.name) ? "stored" : "none" };
  };

  const view = async (field: SettingField, stored: ReadonlySet<string>): Promise<SettingView> => ({
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
    ...(await look(field, stored).then(({ value, source }) => ({ source, value: value ?? null }))),
  });

  /** In the order of the table; the user's own secrets are those that have a value. */
  const fieldsOf = (group: string, stored: ReadonlySet<string>): readonly SettingField[] => {
    if (group !== customGroup) return settingFields.filter((field) => field.group === group);
    const names = new Set([...stored, ...customSecretsIn(env)]);
    return [...names].sort().flatMap((name) => customSecret(name) ?? []);
  };

  const fieldViews = (group: string, stored: ReadonlySet<string>): Promise<SettingView[]> =>
    Promise.all(fieldsOf(group, stored).map((field) => view(field, stored)));

  return {
    list: async (): Promise<SettingGroupView[]> => {
      const stored = new Set(await vault.names());
      return Promise.all(
        settingGroups.map(async (group): Promise<SettingGroupView> => {
          const fields = await fieldViews(group.id, stored);
          return { ...group, fields, passedAt: group.testable ? passed.at(group.id, factsOf(fields)) : null };
        }),
      );
    },
    /** Keeps that the values in force of a group have passed a test. */
    notePassed: async (group: string): Promise<void> => {
      passed.note(group, factsOf(await fieldViews(group, new Set(await vault.names()))));
      onChange();
    },
    /** @throws JobdeckError NOT_FOUND, BAD_INPUT, NO_KEYCHAIN */
    set: async (name: string, value: string, options: { readonly allowPlainText: boolean }): Promise<void> => {
      const field = knownField(name);
      const problem = settingProblem(field, value);
      if (problem) throw new JobdeckError("BAD_INPUT", problem);
      if (field.kind !== "secret") return file.set(name, value.trim());
      await vault.set(name, value, options);
      passed.forget(field.group);
      onChange();
    },
    /** @throws JobdeckError NOT_FOUND */
    remove: async (name: string): Promise<void> => {
      const field = knownField(name);
      if (field.kind !== "secret") return file.remove(name);
      await vault.remove(name);
      passed.forget(field.group);
      onChange();
    },
    /** The value in force; undefined when there is none. @throws JobdeckError NOT_FOUND */
    value: async (name: string): Promise<string | undefined> => (await find(knownField(name))).value,
    /** The values of those that have one. */
    values: async (names: readonly string[]): Promise<Record<string, string>> => {
      const found = await Promise.all(names.map(async (name) => [name, (await find(knownField(name))).value] as const));
      return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
    },
    /** Those of `names` whose value comes from the environment. */
    fromEnvironment: async (names: readonly string[]): Promise<readonly string[]> => {
      const found = await Promise.all(names.map(async (name) => [name, await find(knownField(name))] as const));
      return found.filter(([, { source }]) => source === "environment").map(([name]) => name);
    },
    /** Those of `names` that are required and have no value. */
    missing: async (names: readonly string[]): Promise<readonly string[]> => {
      // Asked before every run, and most runs need none.
      if (names.length === 0) return names;
      const stored = new Set(await vault.names());
      const found = await Promise.all(names.map(async (name) => [name, await look(knownField(name), stored)] as const));
      return found
        .filter(([name, { source }]) => source === "none" && settingField(name)?.required)
        .map(([name]) => name);
    },
    /** Values that stand above all others while the demo is on; `{}` takes them away. */
    override: (values: Readonly<Record<string, string>>): void => {
      overrides = values;
      onChange();
    },
    vaultStatus: vault.status,
    isEmpty: async (): Promise<boolean> => file.isEmpty() && (await vault.names()).length === 0,
  };
}

export type Settings = ReturnType<typeof createSettings>;

/** What tells that the values of a group are others now; of a secret only where it comes from. */
function factsOf(fields: readonly SettingView[]): string {
  return JSON.stringify(fields.map(({ name, source, value }) => [name, source, value]));
}

function knownField(name: string): SettingField {
  const field = settingField(name);
  if (field) return field;
  const names = settingFields.map((candidate) => candidate.name);
  throw new JobdeckError("NOT_FOUND", `There is no setting "${name}".${didYouMean(name, names)}`, {
    details: { nearest: nearest(name, names) },
  });
}
