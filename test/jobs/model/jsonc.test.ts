import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeOf, syntaxProblems } from "../../../jobs/model/jsonc.ts";

const messages = (text: string, dialect: "json" | "jsonc") =>
  syntaxProblems(text, dialect).map(({ message }) => message);

describe("the syntax of JSON", () => {
  it("allows comments and trailing commas where people write it, and not where programs do", () => {
    const text = '{\n  // why\n  "a": [1, 2,],\n}';
    expect(messages(text, "jsonc")).toEqual([]);
    expect(messages(text, "json")).not.toEqual([]);
  });

  it.each([
    ["", /value/],
    ['{"a": 1', /brace/],
    ['{"a" 1}', /colon/],
    ['{"a": 1 "b": 2}', /comma/],
    ['{a: "b"}', /double quotes/],
    ['{"a": "b}', /double quote/],
    ["[1] 2", /end here/],
  ])("says in plain words what is wrong with %j", (text, words) => {
    expect(messages(text, "jsonc").join(" ")).toMatch(words);
  });

  it("marks at least one character of every text that has one, and never more than there is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        for (const { offset, length } of syntaxProblems(text, "jsonc")) {
          expect(length).toBeGreaterThanOrEqual(1);
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it("finds nothing wrong with what JSON.stringify has written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(syntaxProblems(JSON.stringify(value), "json")).toEqual([]);
      }),
    );
  });

  it.each(["json", "jsonc"] as const)(
    "of a %s that is nested without an end is wrong where it gets too deep",
    (dialect) => {
      for (const text of ["[".repeat(250_000), `${"[".repeat(50_000)}${"]".repeat(50_000)}`, '{"a":'.repeat(50_000)]) {
        const [problem, ...more] = syntaxProblems(text, dialect);
        expect(problem?.message).toBe("This is nested more than 500 deep, which is not read.");
        expect(more).toEqual([]);
      }
    },
  );

  it("is not called too deep for brackets that stand beside one another, or in texts and comments", () => {
    const text = `[${"[],".repeat(2_000)} "${"[".repeat(2_000)}" /* ${"{".repeat(2_000)} */]`;
    expect(messages(text, "jsonc")).toEqual([]);
  });

  it("may begin with a byte order mark in a file that people write", () => {
    expect(messages('\ufeff{"a": 1}', "jsonc")).toEqual([]);
    expect(syntaxProblems("\ufeff{a}", "jsonc")[0]).toMatchObject({ offset: 2 });
  });

  it("counts lines and columns from one", () => {
    expect(placeOf("{\n  x", 0)).toEqual({ line: 1, column: 1 });
    expect(placeOf("{\n  x", 4)).toEqual({ line: 2, column: 3 });
    expect(placeOf("a\r\nb", 3)).toEqual({ line: 2, column: 1 });
  });
});
