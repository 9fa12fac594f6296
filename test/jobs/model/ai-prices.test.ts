import { describe, expect, it } from "vitest";
import { costOf, dearest, priceOf, pricesProblem, priceTable, shippedPrices } from "../../../jobs/model/ai-prices.ts";

describe("prices of models", () => {
  it("are in US dollars for a million tokens", () => {
    const price = { input: 0.5, output: 2 };
    expect(costOf(price, { inputTokens: 1_000_000, outputTokens: 500_000 })).toBe(1.5);
  });

  it("hold for dated names of a model too", () => {
    expect(priceOf(shippedPrices, "gpt-5.4-mini-2026-03-17")).toEqual(shippedPrices["gpt-5.4-mini"]);
    expect(priceOf(shippedPrices, "somebody-elses")).toBeUndefined();
    expect(priceOf(shippedPrices, "constructor")).toBeUndefined();
  });

  it("can be changed and added to", () => {
    const table = priceTable('{"gpt-5.4-mini":{"input":1,"output":2},"mine":{"input":0,"output":0}}');
    expect(priceOf(table, "gpt-5.4-mini")).toEqual({ input: 1, output: 2 });
    expect(priceOf(table, "mine")).toEqual({ input: 0, output: 0 });
    expect(priceOf(table, "text-embedding-3-small")).toEqual(shippedPrices["text-embedding-3-small"]);
  });

  it.each([
    "not json",
    "[]",
    "7",
    '{"m":{"input":-1,"output":0}}',
    '{"m":{"input":1}}',
    '{"m":{"input":1,"output":2,"x":3}}',
  ])("refuse %s, and go on with the shipped ones", (value) => {
    expect(pricesProblem(value)).toMatch(/US dollars for a million tokens/);
    expect(priceTable(value)).toBe(shippedPrices);
  });

  it("give the dearest of each kind for a model that is not known", () => {
    expect(dearest({ a: { input: 1, output: 9 }, b: { input: 3, output: 2 } })).toEqual({ input: 3, output: 9 });
  });
});
