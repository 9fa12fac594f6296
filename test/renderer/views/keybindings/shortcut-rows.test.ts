import { describe, expect, it } from "vitest";
import { fittingRows, shortcutRows } from "../../../../renderer/views/keybindings/shortcut-rows.ts";
import { createCommands } from "../../../../renderer/workbench/commands.ts";

function rows() {
  const commands = createCommands({ platform: "linux", onError: () => undefined });
  commands.register([
    { id: "b", title: "Zoom in", keys: ["mod+=", "mod+k mod+i"], when: "!inputFocus", run: () => undefined },
    { id: "a", title: "About", run: () => undefined },
    { id: "c", title: "Copy", systemKeys: "mod+c", run: () => undefined },
  ]);
  return shortcutRows({ ...commands, bindings: commands.bindings.get() });
}

describe("shortcutRows", () => {
  it("has a row for each of a command's keys, and those without keys at the end", () => {
    expect(rows().map(({ title, keys, when, source }) => [title, keys, when, source])).toEqual([
      ["Copy", "Ctrl+C", "", "System"],
      ["Zoom in", "Ctrl+K Ctrl+I", "!inputFocus", "Default"],
      ["Zoom in", "Ctrl+=", "!inputFocus", "Default"],
      ["About", "", "", ""],
    ]);
    expect(new Set(rows().map(({ key }) => key)).size).toBe(4);
  });
});

describe("fittingRows", () => {
  it("finds by words of title, keys, condition and source, and by the very keys in quotes", () => {
    const titles = (query: string) => fittingRows(rows(), query).map(({ keys }) => keys);
    expect(titles("zoom default")).toEqual(["Ctrl+K Ctrl+I", "Ctrl+="]);
    expect(titles("inputfocus ctrl+k")).toEqual(["Ctrl+K Ctrl+I"]);
    expect(titles('"ctrl+c"')).toEqual(["Ctrl+C"]);
    expect(titles("nothing")).toEqual([]);
  });
});
