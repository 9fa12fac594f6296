import { customGroup, customSecret } from "./custom-secrets.ts";

/**
 * Every setting that a user can make, in one table: the credentials window, `jobdeck secrets`, the environment variables
 * and the tasks are all derived from it.
 *
 * A value comes from the environment (process, then `.env` in the home) if it is there, else from what the user stored,
 * else from the default. Secrets are stored in the vault only, all else in the `setting` table.
 */
export type SettingKind = "text" | "secret" | "url" | "number" | "boolean";

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
  readonly default?: string;
  readonly placeholder?: string;
  /** For numbers: the allowed range, both ends included. */
  readonly min?: number;
  readonly max?: number;
};

export type SettingGroup = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Credentials are shown in the credentials window. */
  readonly credential: boolean;
  /** They can be tried against their service. */
  readonly testable: boolean;
};

export const settingGroups: readonly SettingGroup[] = [
  {
    id: "s3",
    title: "S3 storage",
    description: "The bucket that is read: Backblaze B2, Amazon S3, or any server that speaks S3.",
    credential: true,
    testable: true,
  },
  {
    id: "openai",
    title: "OpenAI",
    description: "The vector store that is written, at OpenAI or at a server that speaks its API.",
    credential: true,
    testable: true,
  },
  {
    id: customGroup,
    title: "Your own secrets",
    description: "What your commands and requests refer to by name.",
    credential: true,
    testable: false,
  },
  { id: "sync", title: "S3 sync", description: "The limits of the S3 sync.", credential: false, testable: false },
  {
    id: "engine",
    title: "Engine",
    description: "How jobs are run on this computer.",
    credential: false,
    testable: false,
  },
  {
    id: "notifications",
    title: "Notifications",
    description: "When the system notifies you.",
    credential: false,
    testable: false,
  },
  {
    id: "desktop",
    title: "Desktop",
    description: "How the app behaves on this computer.",
    credential: false,
    testable: false,
  },
];

export const settingFields: readonly SettingField[] = [
  {
    name: "s3.bucket",
    group: "s3",
    title: "Bucket",
    description: "Name of the bucket.",
    kind: "text",
    env: "S3_BUCKET_NAME",
    required: true,
    placeholder: "my-notes",
  },
  {
    name: "s3.endpoint",
    group: "s3",
    title: "Endpoint",
    description: "Host of the S3 service, with or without https://.",
    kind: "text",
    env: "S3_ENDPOINT",
    required: true,
    placeholder: "s3.us-west-000.backblazeb2.com",
  },
  {
    name: "s3.region",
    group: "s3",
    title: "Region",
    description: "Region of the bucket.",
    kind: "text",
    env: "S3_REGION",
    required: true,
    placeholder: "us-west-000",
  },
  {
    name: "s3.accessKeyId",
    group: "s3",
    title: "Access key ID",
    description: "At Backblaze: the keyID of an application key.",
    kind: "secret",
    env: "S3_ACCESS_KEY_ID",
    required: true,
  },
  {
    name: "s3.secretAccessKey",
    group: "s3",
    title: "Secret access key",
    description: "At Backblaze: the applicationKey.",
    kind: "secret",
    env: "S3_SECRET_ACCESS_KEY",
    required: true,
  },
  {
    name: "openai.apiKey",
    group: "openai",
    title: "API key",
    description: "A key with access to files and vector stores.",
    kind: "secret",
    env: "OPENAI_API_KEY",
    required: true,
    placeholder: "sk-...",
  },
  {
    name: "openai.vectorStoreName",
    group: "openai",
    title: "Vector store",
    description: "Name of the vector store; it is made when there is none.",
    kind: "text",
    env: "OPENAI_VECTOR_STORE_NAME",
    required: true,
    placeholder: "notes",
  },
  {
    name: "openai.baseUrl",
    group: "openai",
    title: "Base URL",
    description: "Only for another server that speaks OpenAI's API.",
    kind: "url",
    env: "OPENAI_BASE_URL",
    required: false,
    placeholder: "https://api.openai.com/v1",
  },
  {
    name: "sync.batchSize",
    group: "sync",
    title: "Batch size",
    description: "Files that are uploaded together.",
    kind: "number",
    required: false,
    default: "20",
    min: 1,
    max: 100,
  },
  {
    name: "sync.uploadTries",
    group: "sync",
    title: "Upload tries",
    description: "How often the upload of a file is tried.",
    kind: "number",
    required: false,
    default: "3",
    min: 1,
    max: 10,
  },
  {
    name: "sync.retryDelayMs",
    group: "sync",
    title: "Retry delay",
    description: "Milliseconds between two tries of an upload.",
    kind: "number",
    required: false,
    default: "100",
    min: 0,
    max: 60_000,
  },
  {
    name: "sync.maxFileBytes",
    group: "sync",
    title: "Largest file",
    description: "Bytes; a larger file is skipped. A file of exactly this size is taken.",
    kind: "number",
    required: false,
    default: "10485760",
    min: 1,
    max: 536_870_912,
  },
  {
    name: "engine.concurrency",
    group: "engine",
    title: "Runs at once",
    description: "How many runs this computer works on at the same time.",
    kind: "number",
    required: false,
    default: "10",
    min: 1,
    max: 64,
  },
  {
    name: "notifications.onFailure",
    group: "notifications",
    title: "Notify on failure",
    description: "Show a system notification when a job begins to fail, fails differently, or recovers.",
    kind: "boolean",
    required: false,
    default: "true",
  },
  {
    name: "desktop.openAtLogin",
    group: "desktop",
    title: "Start at login",
    description: "Start Jobdeck, without its window, when you log in.",
    kind: "boolean",
    required: false,
    default: "false",
  },
];

/** The field of that name, or undefined. Names of the user's own, `custom.NAME`, all have one. */
export function settingField(name: string): SettingField | undefined {
  return settingFields.find((field) => field.name === name) ?? customSecret(name);
}

/**
 * Why `value` is not acceptable for `field`, or undefined when it is. Values are text, as they come from a form, the
 * environment or the store.
 */
export function settingProblem(field: SettingField, value: string): string | undefined {
  if (value.trim() === "") return `${field.title} is empty. Enter a value, or remove the setting.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a header or URL made of such a value would be refused or split
  if (/[\u0000-\u001f\u007f]/.test(value)) return `${field.title} has a line break or control character. Remove it.`;
  if (value.length > 4_096) return `${field.title} has ${value.length} characters; at most 4096 are allowed.`;
  if (field.kind === "number") return numberProblem(field, value);
  if (field.kind === "boolean" && value !== "true" && value !== "false")
    return `${field.title} is "${value}"; it must be true or false.`;
  if (field.kind === "url" && !/^https?:\/\/[^\s/]+/i.test(value))
    return `${field.title} is "${value}"; it must begin with https:// or http://.`;
  return undefined;
}

function numberProblem(field: SettingField, value: string): string | undefined {
  const number = Number(value);
  const min = field.min ?? Number.MIN_SAFE_INTEGER;
  const max = field.max ?? Number.MAX_SAFE_INTEGER;
  if (Number.isInteger(number) && number >= min && number <= max) return undefined;
  return `${field.title} is "${value}"; it must be a whole number from ${min} to ${max}.`;
}
