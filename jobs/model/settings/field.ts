/** An `enum` is one of its `choices`; `hours` are a part of every day, like "22:00-07:00". */
export const settingKinds = ["text", "secret", "url", "number", "boolean", "enum", "hours"] as const;
export type SettingKind = (typeof settingKinds)[number];

export type SettingField = {
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly description: string;
  readonly kind: SettingKind;
  /** The environment variable that carries it, for headless hosts. */
  readonly env?: string;
  /** A task that needs it does not run without it. */
  readonly required: boolean;
  /** Of what is required: the one job that needs it, in words, where the group's other jobs do without. */
  readonly neededBy?: string;
  readonly default?: string;
  readonly placeholder?: string;
  /** For numbers: the allowed range, both ends included. */
  readonly min?: number;
  readonly max?: number;
  /** For numbers: it need not be a whole one. */
  readonly fractions?: boolean;
  /** For texts with a form of their own: why a value is not acceptable, or undefined when it is. */
  readonly check?: (value: string) => string | undefined;
  /** For enums: what it can be, in the order of the list that is shown. */
  readonly choices?: readonly SettingChoice[];
};

export type SettingChoice = {
  /** As it stands in settings.json. */
  readonly value: string;
  /** What it does, in a line; empty when the value says it. */
  readonly description: string;
};

/** The headings under which the settings editor lists the groups, in its order. */
export const settingCategories = ["Workbench", "Jobs", "Credentials"] as const;
export type SettingCategory = (typeof settingCategories)[number];

export type SettingGroup = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly category: SettingCategory;
  /** Credentials are shown in the credentials window. */
  readonly credential: boolean;
  /** They can be tried against their service. */
  readonly testable: boolean;
};

/** A group and its fields. One file each in this folder; `jobs/model/settings.ts` lists them. */
export type SettingSection = { readonly group: SettingGroup; readonly fields: readonly SettingField[] };
