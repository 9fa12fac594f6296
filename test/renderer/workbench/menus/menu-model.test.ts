import { describe, expect, it } from "vitest";
import { createCommands } from "../../../../renderer/workbench/commands.ts";
import { createMenus, entryFor, type MenuItem, stepEntry } from "../../../../renderer/workbench/menus/menu-model.ts";

function setUp(items: readonly MenuItem[], context: Readonly<Record<string, boolean>> = {}) {
  const commands = createCommands({ platform: "linux", onError: () => undefined });
  commands.register([
    { id: "open", title: "Open", keys: "mod+o", run: () => undefined },
    { id: "never", title: "Never", enabled: () => false, run: () => undefined },
    { id: "of-job", title: "Of a job", enabled: (subject) => subject === "news", run: () => undefined },
  ]);
  const menus = createMenus({ commands, context: () => context });
  menus.register(items);
  return menus;
}

const words = (menus: ReturnType<typeof setUp>, menu = "file", subject?: string) =>
  menus.entries(menu, subject).map((entry) => (entry.kind === "separator" ? "-" : entry.label));

describe("createMenus", () => {
  it("keeps groups together, in the order of their names, with lines between", () => {
    const menus = setUp([
      { menu: "file", group: "2", command: "open", title: "B" },
      { menu: "file", group: "1", command: "open", title: "&A" },
      { menu: "file", group: "2", command: "open" },
      { menu: "edit", group: "1", command: "open" },
    ]);
    expect(words(menus)).toEqual(["A", "-", "B", "Open"]);
  });

  it("says the keys, the letter, and whether it can be chosen", () => {
    const menus = setUp([
      { menu: "file", group: "1", command: "open", title: "O&pen" },
      { menu: "file", group: "1", command: "never", checked: () => true },
    ]);
    expect(menus.entries("file")).toMatchObject([
      { label: "Open", mnemonic: 1, keys: "Ctrl+O", ariaKeys: "Control+O", enabled: true, checked: undefined },
      { label: "Never", mnemonic: -1, keys: "", enabled: false, checked: true },
    ]);
  });

  it("leaves out what does not hold, what is hidden while it can do nothing, and menus without lines", () => {
    const menus = setUp(
      [
        { menu: "file", group: "1", command: "open", when: "editorFocus" },
        { menu: "file", group: "1", command: "open", when: "!editorFocus", title: "Shown" },
        { menu: "file", group: "2", command: "never", hideDisabled: true },
        { menu: "file", group: "3", submenu: "empty", title: "Empty" },
      ],
      { editorFocus: false },
    );
    expect(words(menus)).toEqual(["Shown"]);
  });

  it("hands on what was clicked, unless the line names something else or nothing", () => {
    const menus = setUp([
      { menu: "job", group: "1", command: "of-job" },
      { menu: "job", group: "1", command: "of-job", subject: "sync" },
      { menu: "job", group: "1", command: "open", noSubject: true },
    ]);
    expect(menus.entries("job", "news")).toMatchObject([
      { subject: "news", enabled: true },
      { subject: "sync", enabled: false },
      { subject: undefined, enabled: true },
    ]);
  });

  it("asks for what holds of the thing that was clicked, and says words that depend on what there is", () => {
    let count = 3;
    const menus = setUp([
      { menu: "run", group: "1", command: "open", when: "runEnded", title: "Again" },
      { menu: "run", group: "1", command: "open", when: "!runEnded", words: () => `Cancel ${count}` },
    ]);
    const labels = (facts?: Readonly<Record<string, boolean>>) =>
      menus.entries("run", "id", facts).map((entry) => entry.kind === "command" && entry.label);
    expect(labels({ runEnded: true })).toEqual(["Again"]);
    expect(labels()).toEqual(["Cancel 3"]);
    count = 2;
    expect(labels({})).toEqual(["Cancel 2"]);
  });

  it("refuses a line of a command that there is not, and a condition that is none", () => {
    expect(() => setUp([{ menu: "file", group: "1", command: "gone" }])).toThrow("gone");
    expect(() => setUp([{ menu: "file", group: "1", command: "open", when: "a &&" }])).toThrow("file");
  });
});

describe("entries by keys", () => {
  const entries = setUp([
    { menu: "file", group: "1", command: "open", title: "Open" },
    { menu: "file", group: "1", command: "open", title: "Other" },
    { menu: "file", group: "2", command: "open", title: "S&omething" },
  ]).entries("file");

  it("go to the marked letter first, else to the next that begins with it", () => {
    expect(entryFor("o", entries, -1)).toBe(3);
    expect(entryFor("s", entries, -1)).toBe(3);
    expect(entryFor("z", entries, -1)).toBe(-1);
    expect(entryFor("o", entries.slice(0, 2), 0)).toBe(1);
    expect(entryFor("o", entries.slice(0, 2), 1)).toBe(0);
  });

  it("step over lines and round the ends", () => {
    expect(stepEntry(entries, 1, 1)).toBe(3);
    expect(stepEntry(entries, 3, 1)).toBe(0);
    expect(stepEntry(entries, 0, -1)).toBe(3);
    expect(stepEntry([], 0, 1)).toBe(-1);
  });
});
