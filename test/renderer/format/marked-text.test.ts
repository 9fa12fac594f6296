import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutAtRanges } from "../../../renderer/format/cut-at-ranges.ts";
import { markParagraphs } from "../../../renderer/format/marked-text.ts";

const range = fc.record({
  id: fc.string(),
  start: fc.integer({ min: -5, max: 60 }),
  end: fc.integer({ min: -5, max: 60 }),
});

describe("markParagraphs", () => {
  it("cuts a paragraph where marks begin and end, and says which of them cover each piece", () => {
    const marks = [
      { id: "a", start: 4, end: 10 },
      { id: "b", start: 8, end: 14 },
    ];
    expect(markParagraphs("The bank holds", marks)[0]?.pieces).toEqual([
      { text: "The ", start: 0, marks: [] },
      { text: "bank", start: 4, marks: ["a"] },
      { text: " h", start: 8, marks: ["a", "b"] },
      { text: "olds", start: 10, marks: ["b"] },
    ]);
  });

  it("has a mark that reaches over two paragraphs in both", () => {
    const paragraphs = markParagraphs("One.\n\nTwo.", [{ id: "m", start: 0, end: 10 }]);
    expect(paragraphs.map(({ pieces }) => pieces.map(({ marks }) => marks))).toEqual([[["m"]], [["m"]]]);
  });

  it("loses no letter that can be seen, whatever the marks", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "é") });
    fc.assert(
      fc.property(text, fc.array(range), (whole, marks) => {
        const drawn = markParagraphs(whole, marks).flatMap(({ pieces }) => pieces.map((piece) => piece.text));
        expect(drawn.join("").replace(/\s/g, "")).toBe(whole.replace(/\s/g, ""));
      }),
    );
  });
});

describe("cutAtRanges", () => {
  it("gives the text back in parts, whatever the ranges", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(range), (text, ranges) => {
        expect(
          cutAtRanges(text, ranges)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });

  it("says which parts lie within", () => {
    expect(cutAtRanges("a bank", [{ start: 2, end: 6 }])).toEqual([
      { text: "a ", start: 0, hit: false },
      { text: "bank", start: 2, hit: true },
    ]);
  });
});
