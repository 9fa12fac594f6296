import { describe, expect, it } from "vitest";
import type { SettingField } from "../../../jobs/model/settings/field.ts";
import { settingField, settingFields, settingGroups, settingProblem } from "../../../jobs/model/settings.ts";

const problem = (name: string, value: string) => {
  const field = settingField(name);
  if (!field) throw new Error(`no setting ${name}`);
  return settingProblem(field, value);
};

describe("settings", () => {
  it("have the environment variables that the first documents name", () => {
    const names = settingFields.flatMap((field) => field.env ?? []);
    expect(names).toEqual(
      expect.arrayContaining([
        "S3_BUCKET_NAME",
        "S3_ENDPOINT",
        "S3_ACCESS_KEY_ID",
        "S3_SECRET_ACCESS_KEY",
        "S3_REGION",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "OPENAI_VECTOR_STORE_NAME",
      ]),
    );
  });

  it("belong to a known group and have unique names", () => {
    const groups = new Set(settingGroups.map((group) => group.id));
    expect(settingFields.every((field) => groups.has(field.group))).toBe(true);
    expect(new Set(settingFields.map((field) => field.name)).size).toBe(settingFields.length);
  });

  it("have defaults that are acceptable themselves", () => {
    for (const field of settingFields)
      if (field.default !== undefined) expect(settingProblem(field, field.default)).toBeUndefined();
  });

  it.each([
    ["s3.bucket", "", /empty/],
    ["s3.bucket", "   ", /empty/],
    ["openai.apiKey", "sk-1\nX-Evil: 1", /line break/],
    ["openai.apiKey", "x".repeat(5_000), /4096/],
    ["openai.baseUrl", "ftp://x", /https/],
    ["openai.baseUrl", "javascript:alert(1)", /https/],
    ["sync.batchSize", "0", /1 to 100/],
    ["sync.batchSize", "twenty", /1 to 100/],
    ["sync.batchSize", "1.5", /1 to 100/],
    ["sync.batchSize", "1e3", /1 to 100/],
    ["notifications.onFailure", "yes", /true or false/],
  ])("refuses %s = %j with the reason", (name, value, reason) => {
    expect(problem(name, value)).toMatch(reason);
  });

  it("takes one of the choices of an enum, and names the nearest for any other", () => {
    const field: SettingField = {
      ...{ name: "x.mode", group: "x", title: "Mode", description: "", kind: "enum", required: false },
      choices: [
        { value: "Fast", description: "" },
        { value: "Careful", description: "" },
      ],
    };
    expect(settingProblem(field, "Careful")).toBeUndefined();
    expect(settingProblem(field, "Carefull")).toBe(
      'Mode is "Carefull"; it must be one of Fast, Careful. Did you mean "Careful"?',
    );
  });

  it.each([
    ["s3.endpoint", "s3.us-west-000.backblazeb2.com"],
    ["s3.endpoint", "https://s3.us-west-000.backblazeb2.com"],
    ["openai.baseUrl", "http://127.0.0.1:8080/v1"],
    ["sync.maxFileBytes", "10485760"],
  ])("takes %s = %j", (name, value) => {
    expect(problem(name, value)).toBeUndefined();
  });
});
