import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuzzyMatch } from "../../../renderer/workbench/fuzzy.ts";

const best = (query: string, texts: readonly string[]): string | undefined =>
  texts
    .map((text) => ({ text, match: fuzzyMatch(query, text) }))
    .filter(({ match }) => match !== null)
    .sort((a, b) => (b.match?.score ?? 0) - (a.match?.score ?? 0))[0]?.text;

describe("what is looked for", () => {
  it.each([
    ["paj", ["Show jobs a page at a time", "Pause all jobs"], "Pause all jobs"],
    ["side", ["Toggle side bar", "Show inside edge"], "Toggle side bar"],
    ["s3", ["Class 3", "S3 to vector store"], "S3 to vector store"],
    ["close", ["Close all", "Close"], "Close"],
    ["TOGGLE panel", ["Toggle maximised panel", "Toggle panel"], "Toggle panel"],
  ])("is with %j what a person means", (query, texts, expected) => {
    expect(best(query, texts)).toBe(expected);
  });

  it("is not there when a letter is missing or stands before", () => {
    expect(fuzzyMatch("ba", "ab")).toBeNull();
    expect(fuzzyMatch("xyz", "Pause")).toBeNull();
  });

  it("is found in its order, whatever stands between, and everything fits nothing", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."abcdefgh ") });
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(letters, fc.constantFrom(..."abcdefgh"))), (end, parts) => {
        const text = parts.map(([before, letter]) => before + letter).join("") + end;
        const query = parts.map(([, letter]) => letter).join("");
        const match = fuzzyMatch(query, text);
        expect(match?.places.map((place) => text[place]?.toLowerCase()).join("")).toBe(query);
        expect(match?.places).toEqual(match?.places.toSorted((a, b) => a - b));
      }),
    );
  });
});
