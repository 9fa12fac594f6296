import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Context, holds, parseWhen, type When, whenText } from "../../../../renderer/workbench/keys/when.ts";

const read = (text: string): When => {
  const parsed = parseWhen(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.when;
};
const isTrue = (text: string, context: Context) => holds(read(text), context);

describe("a when-clause", () => {
  it.each([
    ["editorFocus", { editorFocus: true }, true],
    ["editorFocus", {}, false],
    ["!editorFocus", {}, true],
    ["activeEditor == job", { activeEditor: "job" }, true],
    ["activeEditor == 'job'", { activeEditor: "job" }, true],
    ["activeEditor != job", { activeEditor: "run" }, true],
    ["activeEditor", { activeEditor: "" }, true],
    ["a || b && c", { a: true }, true],
    ["(a || b) && c", { a: true }, false],
    ["!(a && b)", { a: true }, true],
    ["panelVisible == true", { panelVisible: true }, true],
    ["panelVisible == false", {}, true],
    ["true", {}, true],
    ["false", {}, false],
  ])("%s with %o is %s", (text, context, expected) => {
    expect(isTrue(text, context as unknown as Context)).toBe(expected);
  });

  it.each([
    ["", "Expected a name at its end"],
    ["a &&", "Expected a name at its end"],
    ["(a", 'Expected ")" at its end'],
    ["a b", 'Expected && or || before "b"'],
    ["a == ", "Expected a value"],
    ["a =~ /x/", "is not understood"],
    ["a > 3", "is not understood"],
    ["'a'", "Expected a name"],
    [`${"(".repeat(60)}a${")".repeat(60)}`, "too many parentheses"],
  ])("says what is wrong with %j", (text, message) => {
    const parsed = parseWhen(text);
    expect(parsed.ok ? "" : parsed.message).toContain(message);
  });

  const key = fc.constantFrom("editorFocus", "panelFocus", "activeEditor", "a.b-c");
  const value = fc.oneof(fc.constantFrom("job", "run"), fc.stringMatching(/^[^']{0,8}$/));
  const { when } = fc.letrec<{ when: When }>((tie) => ({
    when: fc.oneof(
      { maxDepth: 4 },
      fc.record({ kind: fc.constant("key" as const), key }),
      fc.record({ kind: fc.constant("is" as const), key, value, negated: fc.boolean() }),
      fc.record({ kind: fc.constant("not" as const), part: tie("when") }),
      fc.record({
        kind: fc.constantFrom("and" as const, "or" as const),
        parts: fc.array(tie("when"), { minLength: 2, maxLength: 3 }),
      }),
    ),
  }));
  const context = fc.dictionary(key, fc.oneof(fc.boolean(), fc.constantFrom("job", "run")));

  it("means the same after it was written and read again", () => {
    fc.assert(
      fc.property(when, context, (clause, now) => {
        expect(holds(read(whenText(clause)), now)).toBe(holds(clause, now));
      }),
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[ab&|!()=' ]{0,30}$/)), (text) => {
        expect(typeof parseWhen(text).ok).toBe("boolean");
      }),
    );
  });
});
