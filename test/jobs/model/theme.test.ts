import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInThemes, frameColours, readThemeText, shownThemeSchema, themeCss } from "../../../jobs/model/theme.ts";

const problem = (text: string) => {
  const reading = readThemeText(text);
  return reading.ok ? null : reading.problem;
};

describe("a VS Code colour theme", () => {
  it("is read with its comments, its type and what it includes; empty values mean nothing", () => {
    const text = `{ // mine
      "$schema": "vscode://schemas/color-theme", "type": "hcLight", "include": "./base.json", "tokenColors": [],
      "colors": { "editor.background": "#FFF", "sideBar.background": "#ff00aa80", "tab.border": null, },
    }`;
    expect(readThemeText(text)).toEqual({
      ok: true,
      theme: {
        ...{ base: "hc-light", include: "./base.json" },
        colors: { "editor.background": "#FFF", "sideBar.background": "#ff00aa80" },
      },
    });
  });

  it.each([
    ["{", /Line 1/],
    ["[]", /no VS Code colour theme/],
    ["{}", /neither/],
    ['{ "type": "purple" }', /purple/],
    ['{ "colors": { "editor.background": "red" } }', /like #1f1f1f/],
    ['{ "colors": { "editor.background": "#fff; } body { display: none" } }', /like #1f1f1f/],
  ])("is refused with its reason: %s", (text, reason) => {
    expect(problem(text)).toMatch(reason);
  });

  it.each(["constructor", "toString", "__proto__"])("of type %s is none, though every object has that name", (type) => {
    expect(readThemeText(`{"type":"${type}"}`)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/must be one of light, dark/),
    });
  });

  it("that is nested without an end is refused", () => {
    const reading = readThemeText(`{"colors":${"[".repeat(200_000)}`);
    expect(reading).toMatchObject({ ok: false, problem: expect.stringMatching(/^Line 1: This is nested/) });
  });

  it("never writes anything into a style but tokens and hexadecimal colours", () => {
    const entry = fc.tuple(fc.string(), fc.oneof(fc.string(), fc.constant("#123456")));
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const reading = readThemeText(JSON.stringify({ type: "dark", colors: Object.fromEntries(entries) }));
        if (!reading.ok) return;
        const css = themeCss({ base: "dark", colors: reading.theme.colors });
        const lines = css.split(/[;{}]/).map((line) => line.trim());
        for (const line of lines.filter((each) => each.startsWith("--vscode-")))
          expect(line).toMatch(/^--vscode-[\w-]+: #[0-9a-f]{3,8}$/i);
      }),
    );
  });

  it("is taken from a page only in its exact form", () => {
    const evil = { base: "dark", colors: { "editor.background": "red; } body { background: url(x)" } };
    expect(shownThemeSchema.safeParse(evil).success).toBe(false);
    for (const theme of builtInThemes.values()) expect(shownThemeSchema.safeParse(theme).success).toBe(true);
  });

  it("leaves everything to the system when it is the system's", () => {
    expect(themeCss({ base: "system", colors: {} })).toBe("");
    expect(frameColours({ base: "system", colors: {} }, true).background).toBe("#1f1f1f");
    expect(frameColours({ base: "system", colors: {} }, false).background).toBe("#ffffff");
  });

  it("colours the frame of the window as its page", () => {
    const colors = { "editor.background": "#002b36", "titleBar.activeBackground": "#00212b" };
    expect(frameColours({ base: "dark", colors }, false)).toEqual({
      ...{ background: "#002b36", titleBar: "#00212b", symbols: "#cccccc" },
    });
  });
});
