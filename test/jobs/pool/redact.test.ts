import { describe, expect, it } from "vitest";
import { createRedactor } from "../../../jobs/pool/redact.ts";

const key = 'sk-"quoted" & long';

describe("taking secrets out", () => {
  const redact = createRedactor({ "openai.apiKey": key, "custom.longer": `${key}-er`, "custom.tiny": "abc" });

  it("reaches every text in any value, names of fields too, and leaves all else as it is", () => {
    expect(redact({ [key]: [key, 5, null, true, { deep: `x${key}y` }], abc: "abc", undefined: undefined })).toEqual({
      "[openai.apiKey]": ["[openai.apiKey]", 5, null, true, { deep: "x[openai.apiKey]y" }],
      abc: "abc",
    });
    expect(redact(7)).toBe(7);
  });

  it("knows them in the clothes of an address, of JSON and of base64, the longest first", () => {
    expect(redact(encodeURIComponent(key))).toBe("[openai.apiKey]");
    expect(redact(JSON.stringify(key))).toBe('"[openai.apiKey]"');
    expect(redact(btoa(key))).toBe("[openai.apiKey]");
    expect(redact(`${key}-er`)).toBe("[custom.longer]");
  });

  it("gives back what it was given when there is nothing to take out", () => {
    const value = { a: 1 };
    expect(createRedactor({ tiny: "abc" })(value)).toBe(value);
  });
});
