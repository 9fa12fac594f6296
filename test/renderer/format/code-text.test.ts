import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunksOf, jsonPieces } from "../../../renderer/format/code-text.ts";

const kindsOf = (text: string) =>
  jsonPieces(text)
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, part }) => `${kind} ${part}`);

describe("jsonPieces", () => {
  it("tells names, texts, numbers and words apart", () => {
    expect(kindsOf('{ "a\\"b": "c: d", "n": [-1.5e3, true, null] }')).toEqual([
      'property "a\\"b"',
      'string "c: d"',
      'property "n"',
      "number -1.5e3",
      "keyword true",
      "keyword null",
    ]);
  });

  it("loses nothing of any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(
          jsonPieces(text)
            .map(({ part }) => part)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});

describe("chunksOf", () => {
  it("cuts after a line, and within one that is longer than a chunk", () => {
    expect(chunksOf("ab\ncd\nef", 7)).toEqual(["ab\ncd\n", "ef"]);
    expect(chunksOf("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
    expect(chunksOf("")).toEqual([]);
  });

  it("loses nothing of any text, and makes no chunk longer than asked", () => {
    const line = fc.stringMatching(/^[ab\n]{0,40}$/);
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 9 }), (text, length) => {
        const chunks = chunksOf(text, length);
        expect(chunks.join("")).toBe(text);
        expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= length)).toBe(true);
      }),
    );
  });
});
