import fc from "fast-check";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { removeProperty, setProperty } from "../../../jobs/model/jsonc-edit.ts";

const commented = `// mine
{
  // how many at once
  "sync.batchSize": 20, // not more
  /* as the IT asks */
  "engine.concurrency": 4 // slow disk
}
`;

describe("an edit of a text that a person writes", () => {
  it("changes a value in its place", () => {
    expect(setProperty(commented, "sync.batchSize", 40)).toBe(commented.replace("20", "40"));
  });

  it("adds a setting behind the last one and the comment that belongs to it", () => {
    expect(setProperty(commented, "desktop.openAtLogin", true)).toBe(
      commented.replace("4 // slow disk\n", '4, // slow disk\n  "desktop.openAtLogin": true\n'),
    );
  });

  it("keeps to trailing commas, indents and line ends as it finds them", () => {
    expect(setProperty('{\r\n\t"a": 1,\r\n}', "b", "x")).toBe('{\r\n\t"a": 1,\r\n\t"b": "x",\r\n}');
  });

  it.each([
    ["", '{\n  "a": 1\n}\n'],
    ["{}", '{\n  "a": 1\n}'],
    ["// only words", '// only words\n{\n  "a": 1\n}\n'],
    ["{\n  // nothing yet\n}", '{\n  // nothing yet\n  "a": 1\n}'],
    ["{ /* nothing */ }", '{ /* nothing */\n  "a": 1\n}'],
    ['{ "b": 2 }', '{ "b": 2,\n  "a": 1 }'],
  ])("adds the first setting to %j", (text, after) => {
    expect(setProperty(text, "a", 1)).toBe(after);
  });

  it("removes a setting with its comma and its line, and leaves the comments", () => {
    expect(removeProperty(commented, "engine.concurrency")).toBe(
      commented.replace("20, //", "20 //").replace('"engine.concurrency": 4 ', ""),
    );
    expect(removeProperty('{\n  "a": 1,\n  // b\n  "b": 2,\n}', "a")).toBe('{\n  // b\n  "b": 2,\n}');
    expect(removeProperty('{"a": 1}', "a")).toBe("{}");
  });

  it("takes the last of two settings with one name for the one that counts, and removes both", () => {
    expect(setProperty('{"a": 1, "a": 2}', "a", 3)).toBe('{"a": 1, "a": 3}');
    expect(removeProperty('{"a": 1, "a": 2}', "a")).toBe("{}");
  });

  it("changes nothing when there is nothing to remove", () => {
    expect(removeProperty(commented, "other")).toBe(commented);
  });

  it("keeps every comment and every other setting, whatever is edited in whatever order", () => {
    const names = ["a", "b", "c.d", 'e"f', "// g"];
    const value = fc.oneof(fc.integer(), fc.boolean(), fc.string());
    const comment = fc.constantFrom("", "// one\n", "/* two */ ", "\n// three\n  ", " ", "\n", "\r\n");
    const property = fc.tuple(comment, fc.constantFrom(...names), comment, value, comment);
    const start = fc.tuple(
      comment,
      fc.uniqueArray(property, { selector: ([, name]) => name }),
      comment,
      fc.boolean(),
      comment,
    );
    const edit = fc.tuple(fc.constantFrom(...names), fc.option(value, { nil: undefined }));
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 12 }), ([head, properties, inner, trailing, tail], edits) => {
        const written = properties.map(
          ([before, name, between, given, after]) =>
            `${before}${JSON.stringify(name)}:${between}${JSON.stringify(given)}${after}`,
        );
        let text = `${head}{${written.join(",")}${trailing && written.length > 0 ? "," : ""}${inner}}${tail}`;
        const expected = new Map(properties.map(([, name, , given]) => [name, given]));
        for (const [name, given] of edits) {
          text = given === undefined ? removeProperty(text, name) : setProperty(text, name, given);
          if (given === undefined) expected.delete(name);
          else expected.set(name, given);
        }
        const errors: never[] = [];
        expect(parse(text, errors, { allowTrailingComma: true })).toEqual(Object.fromEntries(expected));
        expect(errors).toEqual([]);
        const left = text.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/one|two|three/g)?.length ?? 0;
        expect(left).toBeGreaterThanOrEqual(countComments(head, properties, inner, tail));
      }),
      { numRuns: 500 },
    );
  });
});

type Parts = readonly (readonly [string, string, string, string | number | boolean, string])[];

/** The comments of a text, without those between a name and its value, which go with them. */
function countComments(head: string, properties: Parts, inner: string, tail: string): number {
  const texts = [head, inner, tail, ...properties.flatMap(([before, , , , after]) => [before, after])];
  return texts.join("").match(/one|two|three/g)?.length ?? 0;
}
