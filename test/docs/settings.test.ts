import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { SettingField } from "../../jobs/model/settings/field.ts";
import { settingFields } from "../../jobs/model/settings.ts";
import { root } from "../support/paths.ts";

const file = path.join(root, "docs", "settings.md");
const heading = "## All settings\n\n";

function row({ name, kind, choices, default: usual, min, max, env, description }: SettingField): string {
  const range = min === undefined ? "" : `, ${min} to ${max}`;
  const what = choices ? choices.map(({ value }) => `\`${value}\``).join(", ") : `${kind}${range}`;
  const from = env ? ` Environment: \`${env}\`.` : "";
  return `| \`${name}\` | ${what} | ${usual === undefined ? "-" : `\`${usual}\``} | ${description}${from} |`;
}

/** Written anew by `UPDATE_GOLDEN=1 npm test -- docs/settings`. */
describe("docs/settings.md", () => {
  it("lists every setting as it is", () => {
    const rows = settingFields.filter(({ kind }) => kind !== "secret").map(row);
    const table = ["| name | value | default | meaning |", "|---|---|---|---|", ...rows, ""].join("\n");
    const text = readFileSync(file, "utf8");
    const [before = ""] = text.split(heading);
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${before}${heading}${table}`);
    else expect(text).toBe(`${before}${heading}${table}`);
  });
});
