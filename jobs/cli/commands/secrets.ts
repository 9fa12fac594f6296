import { createInterface } from "node:readline";
import type { Command } from "commander";
import { customSecret } from "../../model/custom-secrets.ts";
import { JobdeckError } from "../../model/errors.ts";
import { didYouMean } from "../../model/nearest.ts";
import type { SettingField } from "../../model/settings/field.ts";
import { settingFields, settingGroups } from "../../model/settings.ts";
import type { CliContext } from "../context.ts";
import { Exit, table } from "../output.ts";

export function addSecrets(program: Command, { output, withHost }: CliContext): void {
  const secrets = program.command("secrets").description("credentials and other settings; values are never shown");

  secrets
    .command("set")
    .argument("<name>", "s3.secretAccessKey, its variable S3_SECRET_ACCESS_KEY, or custom.NAME for one of your own")
    .description("store a value, read from standard input")
    .option("--plain-text", "store a secret as plain text where there is no keychain")
    .addHelpText(
      "after",
      '\nExample:\n  printf %s "$KEY" | jobdeck secrets set OPENAI_API_KEY\n  printf %s "$TOKEN" | jobdeck secrets set custom.deploy_token',
    )
    .action(async (name: string, options: { plainText?: boolean }) => {
      const field = findField(name);
      const value = await readValue(field);
      await withHost(({ client }) =>
        client.settings.set({ name: field.name, value, allowPlainText: options.plainText ?? false }),
      );
      output.json({ name: field.name, stored: true });
      output.line(`${field.title} is stored.`);
    });

  secrets
    .command("list")
    .description("which have a value, and where it comes from")
    .action(() =>
      withHost(async ({ client }) => {
        const groups = await client.settings.list({});
        const fields = groups.filter((group) => group.credential).flatMap((group) => group.fields);
        output.json(
          fields.map(({ name, title, env, required, source }) => ({
            name,
            title,
            env,
            required,
            source,
            set: source !== "none",
          })),
        );
        table(
          output,
          ["NAME", "VARIABLE", "VALUE FROM"],
          fields.map(({ name, env, source }) => [name, env ?? "-", source]),
        );
      }),
    );

  secrets
    .command("rm")
    .argument("<name>", "the name, or its environment variable")
    .description("remove a stored value")
    .action(async (name: string) => {
      const field = findField(name);
      await withHost(({ client }) => client.settings.remove({ name: field.name }));
      output.json({ name: field.name, stored: false });
      output.line(`${field.title} is removed.`);
    });

  secrets
    .command("test")
    .argument("<group>", "s3 or openai, or the name of one of their values")
    .description("try the credentials against their service")
    .action(async (name: string) => {
      const group = settingGroups.find(({ id, testable }) => testable && id === name)?.id ?? findField(name).group;
      await withHost(async ({ client }) => {
        const result = await client.settings.test({ group });
        output.json({ group, ...result });
        output.line(result.message);
        if (result.warning !== null) output.line(result.warning);
        if (!result.ok) throw new Exit(1);
      });
    });
}

/** @throws JobdeckError NOT_FOUND with the nearest known names */
function findField(name: string): SettingField {
  const field = settingFields.find((each) => each.name === name || each.env === name) ?? customSecret(name);
  if (field) return field;
  if (name.startsWith("custom."))
    throw new JobdeckError(
      "BAD_INPUT",
      `"${name}" cannot be the name of a secret. After "custom." come 1 to 64 small letters, digits, "_" and "-".`,
    );
  const names = settingFields.flatMap((each) => [each.name, ...(each.env ? [each.env] : [])]);
  throw new JobdeckError("NOT_FOUND", `There is no setting "${name}".${didYouMean(name, names)}`);
}

/** From a pipe whole, less its last line break; from a terminal one line that is not shown. */
async function readValue(field: SettingField): Promise<string> {
  if (process.stdin.isTTY) return askHidden(`${field.title}: `);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}

function askHidden(question: string): Promise<string> {
  return new Promise((resolve) => {
    process.stderr.write(question);
    const lines = createInterface({ input: process.stdin, output: undefined, terminal: true });
    lines.once("line", (line) => {
      lines.close();
      process.stderr.write("\n");
      resolve(line);
    });
    lines.once("SIGINT", () => process.exit(130));
  });
}
