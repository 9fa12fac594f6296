import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ariaKeys,
  keysLabel,
  type Platform,
  type Pressed,
  parseKeys,
  strokesOf,
  writtenKeys,
} from "../../../../renderer/workbench/keys/strokes.ts";

const press = (key: string, code = "", held: Partial<Pressed> = {}): Pressed => ({
  ...{ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

describe("strokesOf", () => {
  it.each<[string, Pressed, readonly string[]]>([
    ["a letter with Shift", press("E", "KeyE", { ctrlKey: true, shiftKey: true }), ["ctrl+shift+e"]],
    [
      "a sign that Shift turns into another",
      press("~", "Backquote", { ctrlKey: true, shiftKey: true }),
      ["ctrl+shift+`"],
    ],
    [
      "a number that Shift turns into a sign",
      press(")", "Digit0", { ctrlKey: true, shiftKey: true }),
      ["ctrl+shift+0"],
    ],
    ["a French A, which is where Q is", press("a", "KeyQ", { ctrlKey: true }), ["ctrl+a", "ctrl+q"]],
    ["a Russian keyboard by the place of its keys", press("у", "KeyE", { ctrlKey: true }), ["ctrl+e"]],
    ["a key of the keypad", press("0", "Numpad0", { ctrlKey: true }), ["ctrl+numpad0", "ctrl+0"]],
    ["an arrow", press("ArrowRight", "ArrowRight", { ctrlKey: true, altKey: true }), ["ctrl+alt+right"]],
    ["a key with a name", press("F6", "F6", { shiftKey: true }), ["shift+f6"]],
    ["the space bar", press(" ", "Space"), ["space"]],
    ["Cmd", press("k", "KeyK", { metaKey: true }), ["meta+k"]],
    ["a modifier alone", press("Control", "ControlLeft", { ctrlKey: true }), []],
    ["the first part of an accent", press("Dead", "Quote"), []],
  ])("names %s", (_what, event, expected) => {
    expect(strokesOf(event)).toEqual(expected);
  });
});

describe("parseKeys", () => {
  it.each<[string, Platform, readonly string[] | undefined]>([
    ["mod+shift+e", "linux", ["ctrl+shift+e"]],
    ["mod+shift+e", "darwin", ["shift+meta+e"]],
    ["Cmd+K cmd+S", "darwin", ["meta+k", "meta+s"]],
    ["win+e", "win32", ["meta+e"]],
    ["alt+ctrl+arrowright", "linux", ["ctrl+alt+right"]],
    ["ctrl+\\", "linux", ["ctrl+\\"]],
    ["ctrl+=", "linux", ["ctrl+="]],
    ["ctrl", "linux", undefined],
    ["ctrl+", "linux", undefined],
    ["hyper+a", "linux", undefined],
    ["ctrl+a ctrl+b ctrl+c", "linux", undefined],
    ["", "linux", undefined],
  ])("reads %j on %s", (keys, platform, expected) => {
    expect(parseKeys(keys, platform)).toEqual(expected);
  });

  const platform = fc.constantFrom<Platform>("linux", "darwin", "win32");
  const stroke = fc
    .tuple(
      fc.subarray(["ctrl", "shift", "alt", "meta"]),
      fc.constantFrom("a", "0", "f12", "`", "pagedown", "numpad3", "enter"),
    )
    .map(([held, key]) => [...held, key].join("+"));

  it("reads what was written on the same platform", () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 2 }), platform, (strokes, on) => {
        expect(parseKeys(writtenKeys(strokes, on), on)).toEqual(strokes);
      }),
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(fc.property(fc.string(), platform, (text, on) => void parseKeys(text, on)));
  });
});

describe("keysLabel", () => {
  it("writes keys as each platform's users read them", () => {
    expect(keysLabel(["ctrl+shift+e"], "linux")).toBe("Ctrl+Shift+E");
    expect(keysLabel(["ctrl+k", "ctrl+s"], "win32")).toBe("Ctrl+K Ctrl+S");
    expect(keysLabel(["meta+e"], "win32")).toBe("Win+E");
    expect(keysLabel(["shift+meta+e"], "darwin")).toBe("⇧⌘E");
    expect(keysLabel(["ctrl+alt+pagedown"], "linux")).toBe("Ctrl+Alt+PageDown");
    expect(keysLabel(["ctrl+numpad0"], "linux")).toBe("Ctrl+NumPad0");
  });
});

describe("ariaKeys", () => {
  it("names the keys for screen readers, and none that are pressed after one another", () => {
    expect(ariaKeys(["ctrl+shift+e"])).toBe("Control+Shift+E");
    expect(ariaKeys(["ctrl+k", "ctrl+s"])).toBeUndefined();
    expect(ariaKeys([])).toBeUndefined();
  });
});
