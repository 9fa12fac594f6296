import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { addTheme, findTheme, listThemes } from "../../../jobs/settings/themes.ts";
import { tempHome } from "../../support/temp-home.ts";

function folder(files: Readonly<Record<string, unknown>> = {}): string {
  const themes = path.join(tempHome(), "themes");
  mkdirSync(themes);
  for (const [name, theme] of Object.entries(files)) writeFileSync(path.join(themes, name), JSON.stringify(theme));
  return themes;
}

describe("themes in the home", () => {
  it("stand upon what they include, and say themselves what they say", () => {
    const themes = folder({
      "base.json": { type: "light", colors: { "editor.background": "#111111", foreground: "#222222" } },
      "Mine.json": { include: "./base.json", colors: { foreground: "#333333" } },
    });
    expect(findTheme(themes, "Mine")).toEqual({
      theme: { base: "light", colors: { "editor.background": "#111111", foreground: "#333333" } },
      problem: null,
    });
  });

  it.each([
    ["Gone", {}, /no theme file/],
    ["Round", { "Round.json": { type: "dark", include: "./Round.json" } }, /circle/],
    ["Out", { "Out.json": { type: "dark", include: "../../etc/passwd.json" } }, /not the name of a file/],
    ["../Out", {}, /not the name of a file/],
    ["Bad", { "Bad.json": { type: "dark", colors: { a: "red" } } }, /like #1f1f1f/],
  ])("that cannot be shown are the system's, with the reason: %s", (name, files, reason) => {
    const found = findTheme(folder(files), name);
    expect(found.theme).toEqual({ base: "system", colors: {} });
    expect(found.problem).toMatch(reason);
  });

  it("are added once they are known to be themes, and listed by their names", async () => {
    const themes = path.join(tempHome(), "themes");
    expect(await listThemes(themes)).toEqual([]);
    const text = '{ "type": "dark", "colors": { "editor.background": "#002b36" } }';
    expect(await addTheme(themes, "Deep Sea.json", text)).toBe("Deep Sea");
    expect(await listThemes(themes)).toEqual(["Deep Sea"]);
    expect(readFileSync(path.join(themes, "Deep Sea.json"), "utf8")).toBe(text);
  });

  it.each([
    ["x.json", "{", /Line 1/],
    ["../x.json", '{ "type": "dark" }', /another name/],
    ["Dark Modern.json", '{ "type": "dark" }', /another name/],
    ["x.json", '{ "type": "dark", "include": "./y.json" }', /y\.json/],
  ])("are not added when they cannot be used: %s %s", async (name, text, reason) => {
    const themes = folder();
    await expect(addTheme(themes, name, text)).rejects.toThrow(reason);
    expect(await listThemes(themes)).toEqual([]);
  });
});
