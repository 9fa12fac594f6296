import { describe, expect, it } from "vitest";
import { describeProblem, editSettingsText, readSettingsText } from "../../../jobs/model/settings-text.ts";

const messages = (text: string) => readSettingsText(text).problems.map((problem) => describeProblem(text, problem));
const values = (text: string) => Object.fromEntries(readSettingsText(text).values);

describe("settings.json", () => {
  it("says nothing when it is empty, and that is no mistake", () => {
    expect(readSettingsText("")).toEqual({ readable: true, values: new Map(), problems: [] });
    expect(readSettingsText("  // nothing yet\n").problems).toEqual([]);
  });

  it("holds numbers and yes and no as such", () => {
    const text = '{ "sync.batchSize": 40, "notifications.onFailure": false, "s3.bucket": "notes" }';
    expect(values(text)).toEqual({ "sync.batchSize": "40", "notifications.onFailure": "false", "s3.bucket": "notes" });
    expect(messages(text)).toEqual([]);
  });

  it("leaves a single wrong value out, with its line and what it must be", () => {
    const text = '{\n  "sync.batchSize": "40",\n  "engine.concurrency": 900,\n  "s3.bucket": "notes"\n}';
    expect(values(text)).toEqual({ "s3.bucket": "notes" });
    expect(messages(text)).toEqual([
      'line 2, column 21: Batch size is a text; it must be a number without quotes, like "sync.batchSize": 20.',
      'line 3, column 25: Runs at once is "900"; it must be a whole number from 1 to 64.',
    ]);
  });

  it("hints at the nearest known name, and keeps the unknown one", () => {
    const text = '{ "sync.batchsize": 40 }';
    expect(readSettingsText(text)).toMatchObject({ readable: true, problems: [{ severity: "info" }] });
    expect(messages(text)[0]).toContain('Did you mean "sync.batchSize"?');
    expect(editSettingsText(text, "sync.batchSize", "30")).toContain('"sync.batchsize": 40');
  });

  it("takes no secret, whose place is the keychain", () => {
    const text = '{ "openai.apiKey": "sk-123" }';
    expect(values(text)).toEqual({});
    expect(messages(text)[0]).toContain("under Credentials");
    expect(messages(text)[0]).not.toContain("sk-123");
  });

  it.each([["{"], ["[1]"], ["3"], ['{ "s3.bucket": "x" "y": 1 }'], [`{ "s3.bucket": "${"x".repeat(500_000)}" }`]])(
    "cannot be read when it is no object of settings (case %#)",
    (text) => {
      const read = readSettingsText(text);
      expect(read.readable).toBe(false);
      expect(read.values.size).toBe(0);
      expect(read.problems[0]?.severity).toBe("error");
    },
  );

  it("says which of two settings with one name counts", () => {
    const text = '{ "s3.bucket": "a", "s3.bucket": "b" }';
    expect(values(text)).toEqual({ "s3.bucket": "b" });
    expect(messages(text)[0]).toContain("the last one counts");
  });

  it("is read and changed with a byte order mark at its beginning, as programs of Windows write it", () => {
    const text = '\ufeff{\n  "engine.concurrency": 3\n}\n';
    expect(readSettingsText(text).values.get("engine.concurrency")).toBe("3");
    expect(editSettingsText(text, "engine.concurrency", "4")).toBe(text.replace("3", "4"));
  });

  it("that is nested without an end is refused with the place", () => {
    const text = `{"a":\n${"[".repeat(200_000)}`;
    const { readable, problems } = readSettingsText(text);
    expect(readable).toBe(false);
    expect(problems.map((problem) => describeProblem(text, problem))).toEqual([
      "line 2, column 500: This is nested more than 500 deep, which is not read.",
    ]);
  });

  it("is written with the type of each setting", () => {
    const written = [
      ["sync.batchSize", "40"],
      ["desktop.openAtLogin", "true"],
      ["s3.bucket", "notes"],
    ].reduce((text, [name = "", value]) => editSettingsText(text, name, value), "");
    expect(written).toBe('{\n  "sync.batchSize": 40,\n  "desktop.openAtLogin": true,\n  "s3.bucket": "notes"\n}\n');
    expect(editSettingsText(written, "sync.batchSize", undefined)).not.toContain("batchSize");
  });
});
