import { describe, expect, it } from "vitest";
import { chooseAi, describeAi, isLoopback } from "../../../../jobs/services/ai/choose-ai.ts";

describe("what answers", () => {
  it("is plain methods without a key, and a model with one", () => {
    expect(chooseAi({})).toEqual({ kind: "local" });
    expect(chooseAi({ "openai.apiKey": "sk" })).toMatchObject({
      kind: "openai",
      baseUrl: undefined,
      apiKey: "sk",
      free: false,
    });
  });

  it("is what the user chose", () => {
    expect(chooseAi({ "ai.provider": "local", "openai.apiKey": "sk" })).toEqual({ kind: "local" });
    expect(chooseAi({ "ai.provider": "openai" })).toEqual({ kind: "missing", setting: "openai.apiKey" });
  });

  it("is a server of the user's own, which costs nothing here and is sent no key", () => {
    expect(chooseAi({ "ai.baseUrl": "http://127.0.0.1:11434/v1", "openai.apiKey": "sk" })).toMatchObject({
      kind: "openai",
      baseUrl: "http://127.0.0.1:11434/v1",
      apiKey: "none",
      free: true,
    });
    expect(chooseAi({ "ai.baseUrl": "https://models.example/v1" })).toMatchObject({ apiKey: "none", free: false });
  });

  it("logs only when it is told to", () => {
    const logs = (value: string | undefined) => chooseAi({ "openai.apiKey": "sk", "ai.logRequests": value });
    expect(
      [undefined, "0", "false", "1", "true"].map((value) => "logs" in logs(value) && Reflect.get(logs(value), "logs")),
    ).toEqual([...[false, false, false, true, true]]);
  });

  it("knows this computer by its addresses only", () => {
    expect(["http://localhost:1", "http://127.8.8.8/", "http://[::1]:80"].map(isLoopback)).toEqual([true, true, true]);
    expect(["http://127.0.0.1.evil.example", "http://localhost.evil.example", "nonsense"].map(isLoopback)).toEqual([
      ...[false, false, false],
    ]);
  });

  it("is said in words", () => {
    expect(describeAi(chooseAi({}))).toMatch(/local, extractive/);
    expect(describeAi(chooseAi({ "openai.apiKey": "sk" }))).toMatch(/^gpt-.* at OpenAI/);
    expect(describeAi(chooseAi({ "ai.provider": "openai" }))).toMatch(/openai\.apiKey is not set/);
  });
});
