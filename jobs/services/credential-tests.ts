import { JobdeckError } from "../model/errors.ts";
import type { SettingField } from "../model/settings/field.ts";
import { settingField, settingFields } from "../model/settings.ts";
import { testAi } from "./ai/test-ai.ts";
import type { CredentialFinding, CredentialValues } from "./credential-finding.ts";
import { openBucket } from "./s3.ts";
import { s3Options } from "./s3-options.ts";
import { testOpenAi } from "./test-openai.ts";

type Named = Readonly<Record<string, string>>;

/** Where the values come from: the settings in force. */
export type Values = {
  readonly values: (names: readonly string[]) => Promise<Named>;
  /** Those of `names` whose value comes from the environment. */
  readonly fromEnvironment: (names: readonly string[]) => Promise<readonly string[]>;
};

const testTimeoutMs = 15_000;

/** What a test needs to know that is not of its own group. */
const alsoAsked: Readonly<Record<string, readonly string[]>> = { openai: ["ai.model", "ai.baseUrl"] };

/**
 * Tries the credentials of a group against their service, changing nothing there.
 *
 * @param entered values that stand above those in force
 * @throws whatever the service said, with the remedy
 */
export async function testCredentials(
  group: string,
  settings: Values,
  entered: Named = {},
): Promise<CredentialFinding> {
  const fields = settingFields.filter((field) => field.group === group);
  const names = [...fields.map(({ name }) => name), ...(alsoAsked[group] ?? [])];
  const values = { ...(await settings.values(names)), ...entered };
  refuseIncomplete(fields, values);
  const signal = AbortSignal.timeout(testTimeoutMs);
  try {
    if (group === "s3") return await testS3(values, signal);
    if (group === "openai")
      return await testOpenAi(createValues(values, await settings.fromEnvironment(names), entered), signal);
    if (group === "ai") return { message: await testAi(settings, signal), warning: null };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new JobdeckError("TIMEOUT", `No answer in ${testTimeoutMs / 1_000} s. Check the network and the address.`, {
      cause: error,
    });
  }
  throw new JobdeckError("NOT_FOUND", `There is nothing to test for "${group}". Testable: s3, openai, ai.`);
}

/** What only one job needs is not missed by a test. */
function refuseIncomplete(fields: readonly SettingField[], values: Named): void {
  const missing = fields.filter(({ required, neededBy, name }) => required && !neededBy && !values[name]);
  if (missing.length > 0)
    throw new JobdeckError("BAD_INPUT", `Not complete: ${missing.map(({ title }) => title).join(", ")} missing.`);
}

function createValues(values: Named, fromEnvironment: readonly string[], entered: Named): CredentialValues {
  return {
    value: (name) => values[name] ?? "",
    called: (name, words) =>
      entered[name] === undefined && fromEnvironment.includes(name) ? (settingField(name)?.env ?? words) : words,
  };
}

async function testS3(values: Named, signal: AbortSignal): Promise<CredentialFinding> {
  const bucket = await openBucket(s3Options(values));
  try {
    const page = await bucket.list(undefined, signal).next();
    const count = page.done ? 0 : page.value.length;
    return {
      message: `Connected: the bucket "${values["s3.bucket"]}" can be read${count === 0 ? " and is empty" : ""}.`,
      warning: null,
    };
  } finally {
    bucket.close();
  }
}
