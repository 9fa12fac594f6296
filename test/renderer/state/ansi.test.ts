import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasControls, plainStyle, readAnsi } from "../../../renderer/state/ansi.ts";

const spans = (text: string) => readAnsi(text).spans.map(({ text: piece, style }) => [piece, style]);

describe("terminal output", () => {
  it("keeps colours and weights, and nothing of the codes", () => {
    expect(spans("a \u001b[1;31mred\u001b[0m b")).toEqual([
      ["a ", plainStyle],
      ["red", { ...plainStyle, bold: true, foreground: 1 }],
      [" b", plainStyle],
    ]);
    expect(spans("\u001b[92;44mx\u001b[39;49my")).toEqual([
      ["x", { ...plainStyle, foreground: 10, background: 4 }],
      ["y", plainStyle],
    ]);
  });

  it("shows a colour of 256 or of any kind as the nearest that a theme has", () => {
    expect(readAnsi("\u001b[38;5;196mx").style.foreground).toBe(9);
    expect(readAnsi("\u001b[38;5;3mx").style.foreground).toBe(3);
    expect(readAnsi("\u001b[48;2;0;0;240mx").style.background).toBe(4);
    expect(readAnsi("\u001b[38;5;244mx").style.foreground).toBe(8);
    expect(readAnsi("\u001b[38mx").spans).toEqual([{ text: "x", style: plainStyle }]);
  });

  it("goes on in the look that the line before ended in", () => {
    const { style } = readAnsi("\u001b[3;4mone");
    expect(readAnsi("two\u001b[23;24m", style).spans).toEqual([
      { text: "two", style: { ...plainStyle, italic: true, underline: true } },
    ]);
  });

  it.each([
    ["a cleared screen", "a\u001b[2J\u001b[Hb"],
    ["a title or a link", "a\u001b]8;;http://x\u0007b\u001b]8;;\u001b\\"],
    ["a bell, a backspace and a code that was cut off", "a\u0007\u0008b\u001b["],
    ["another character set", "a\u001b(Bb"],
  ])("does not obey %s", (_what, text) => {
    expect(
      readAnsi(text)
        .spans.map((span) => span.text)
        .join("")
        .replace("[", ""),
    ).toBe("ab");
  });

  it("leaves no control character, takes a text without any as it is, and never fails", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("\u001b", "[", "]", "m", ";", "3", "1", "x", "\u0007", "é", "\u0000") }),
        (text) => {
          const all = readAnsi(text)
            .spans.map((span) => span.text)
            .join("");
          expect(hasControls(all)).toBe(false);
          if (!hasControls(text)) expect(all).toBe(text);
        },
      ),
    );
  });
});
