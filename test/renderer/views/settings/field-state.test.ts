import { describe, expect, it } from "vitest";
import type { SettingView } from "../../../../jobs/model/read-models/settings.ts";
import {
  changedFields,
  draftProblem,
  matchesQuery,
  placeholderOf,
  shownValue,
} from "../../../../renderer/views/settings/field-state.ts";
import { sampleSettings } from "../../../support/window/sample-settings.ts";

const stored = { values: new Map([["s3.bucket", "my-notes"]]), secrets: new Set(["s3.accessKeyId"]) };
const fields = sampleSettings({ ...stored, demo: false }).flatMap((group) => group.fields);
const field = (name: string): SettingView => {
  const found = fields.find((each) => each.name === name);
  if (!found) throw new Error(`The sample has no setting ${name}`);
  return found;
};
const keychain = { kind: "keychain", title: "Keychain", warning: null } as const;
const none = { kind: "none", title: "No keychain", warning: "None" } as const;

describe("what a field shows", () => {
  it("is a stored value, but never a secret", () => {
    expect(shownValue(field("s3.bucket"), {})).toBe("my-notes");
    expect(shownValue(field("s3.accessKeyId"), {})).toBe("");
    expect(placeholderOf(field("s3.accessKeyId"), keychain)).toBe("Stored in the keychain");
    expect(placeholderOf(field("s3.accessKeyId"), none)).toBe("Stored as plain text");
  });

  it("says where a value comes from that cannot be changed here", () => {
    expect(placeholderOf(field("openai.vectorStoreName"), keychain)).toBe(
      "From environment variable OPENAI_VECTOR_STORE_NAME",
    );
    expect(shownValue(field("openai.vectorStoreName"), {})).toBe("");
    const shown = sampleSettings({ ...stored, demo: true }).flatMap((group) => group.fields);
    const bucket = shown.find(({ name }) => name === "s3.bucket");
    expect(bucket && placeholderOf(bucket, keychain)).toBe("Set by the demo workspace");
  });
});

describe("changedFields", () => {
  it("are those with another value, and secrets with any", () => {
    const names = (drafts: Record<string, string>) => changedFields(fields, drafts).map(({ name }) => name);
    expect(names({ "s3.bucket": "my-notes", "s3.accessKeyId": "" })).toEqual([]);
    expect(names({ "s3.bucket": "other", "s3.accessKeyId": "new" })).toEqual(["s3.bucket", "s3.accessKeyId"]);
    expect(names({ "openai.vectorStoreName": "other" })).toEqual([]);
  });
});

describe("draftProblem", () => {
  it("is what the host would say", () => {
    expect(draftProblem(field("sync.batchSize"), { "sync.batchSize": "500" })).toContain("from 1 to 100");
    expect(draftProblem(field("sync.batchSize"), { "sync.batchSize": "50" })).toBeUndefined();
    expect(draftProblem(field("sync.batchSize"), {})).toBeUndefined();
  });
});

describe("matchesQuery", () => {
  it("looks for all words in title, description, name and variable", () => {
    expect(matchesQuery(field("s3.bucket"), "S3 storage", "s3 BUCKET")).toBe(true);
    expect(matchesQuery(field("s3.bucket"), "S3 storage", "bucket zzz")).toBe(false);
    expect(matchesQuery(field("openai.apiKey"), "OpenAI", "OPENAI_API_KEY")).toBe(true);
  });
});
