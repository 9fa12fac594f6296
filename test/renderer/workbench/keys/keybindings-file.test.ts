import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeOf } from "../../../../jobs/model/jsonc.ts";
import { changeKeys, readKeybindings, resetKeys } from "../../../../renderer/workbench/keys/keybindings-file.ts";
import type { Binding } from "../../../../renderer/workbench/keys/keymap.ts";

const commands = ["jobs.show", "runs.show"];
const read = (text: string) => readKeybindings(text, { platform: "linux", commands });
const byDefault: Binding = { strokes: ["ctrl+shift+e"], command: "jobs.show", when: null, source: "default" };

describe("readKeybindings", () => {
  it("reads VS Code's format with comments and a comma at the end", () => {
    const { bindings, removals, problems } = read(`// mine
      [
        { "key": "ctrl+k ctrl+j", "command": "jobs.show", "when": "!inputFocus" }, // two keys
        { "key": "ctrl+shift+e", "command": "-jobs.show" },
        { "key": "ctrl+r", "command": "runs.show", "args": "sync-s3" },
      ]`);
    expect(problems).toEqual([]);
    expect(bindings).toMatchObject([{ strokes: ["ctrl+k", "ctrl+j"] }, { subject: "sync-s3" }]);
    expect(removals).toEqual([{ command: "jobs.show", strokes: ["ctrl+shift+e"], when: null }]);
  });

  it.each(["", "  \n", "// nothing yet\n", "[]"])("has nothing in %j", (text) => {
    expect(read(text)).toEqual({ bindings: [], removals: [], problems: [], broken: false });
  });

  it.each([
    ['[{ "key": "ctrl+e" "command": "jobs.show" }]', 1, "A comma is expected"],
    ['[\n{ "key": "ctrl+e"\n', 2, "expected here"],
    ["{}", 1, "It has to be a list"],
  ])("is broken for %j, and says where", (text, line, message) => {
    const file = read(text);
    expect(file).toMatchObject({ broken: true, bindings: [] });
    expect(file.problems[0]?.message).toContain(message);
    expect(placeOf(text, file.problems[0]?.offset ?? -1).line).toBe(line);
  });

  it.each([
    ['{ "key": "ctrl+e", "command": "jobs.sow" }', 'There is no command "jobs.sow". Did you mean "jobs.show"?'],
    ['{ "key": "hyper+e", "command": "jobs.show" }', '"hyper+e" is not a key'],
    ['{ "command": "jobs.show" }', '"key" is missing'],
    ['{ "key": "ctrl+e" }', '"command" is missing'],
    ['{ "key": "ctrl+e", "command": "jobs.show", "when": "a &&" }', 'The "when" of jobs.show is wrong'],
    ['{ "key": "ctrl+e", "command": "jobs.show", "args": 3 }', 'The "args" of jobs.show have to be text'],
    ['{ "key": "ctrl+e", "command": "jobs.show", "wen": "a" }', '"wen" is not known'],
    ["3", "An entry has to be like"],
  ])("leaves out the entry %s, names its line, and takes the others", (entry, message) => {
    const text = `[\n{ "key": "ctrl+r", "command": "runs.show" },\n${entry}\n]`;
    const { bindings, problems } = read(text);
    expect(bindings).toHaveLength(1);
    expect(problems).toMatchObject([{ offset: text.indexOf(entry), message: expect.stringContaining(message) }]);
  });

  it("never throws, whatever the file", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void read(text)));
    expect(read("[".repeat(200_000))).toMatchObject({ broken: true, problems: [{ offset: 500 }] });
  });

  it("reads and changes a file that begins with a byte order mark, as programs of Windows write it", () => {
    const text = '\ufeff[{ "key": "ctrl+r", "command": "runs.show" }]';
    expect(read(text)).toMatchObject({ broken: false, bindings: [{ strokes: ["ctrl+r"], command: "runs.show" }] });
    const change = { command: "jobs.show", without: [], strokes: ["ctrl+j"], when: null };
    expect(read(changeKeys(text, change, "linux")).bindings).toMatchObject([
      { command: "runs.show" },
      { command: "jobs.show" },
    ]);
    expect(read(resetKeys(text, "runs.show", "linux"))).toMatchObject({ broken: false, bindings: [] });
  });
});

describe("changeKeys", () => {
  const change = (text: string, strokes: readonly string[] | null, without: readonly Binding[] = []) =>
    changeKeys(text, { command: "jobs.show", without, strokes, when: null }, "linux");

  it("begins a file, and takes the default away", () => {
    const file = read(change("", ["ctrl+k", "ctrl+j"], [byDefault]));
    expect(file.bindings).toMatchObject([{ strokes: ["ctrl+k", "ctrl+j"], command: "jobs.show" }]);
    expect(file.removals).toMatchObject([{ strokes: ["ctrl+shift+e"], command: "jobs.show" }]);
  });

  it("keeps comments and other entries", () => {
    const before = '[\n  // dear to me\n  { "key": "ctrl+r", "command": "runs.show" }\n]\n';
    const after = change(before, ["ctrl+j"]);
    expect(after).toContain("// dear to me");
    expect(read(after).bindings.map(({ command }) => command)).toEqual(["runs.show", "jobs.show"]);
  });

  it("takes the place of the user's own keys", () => {
    const once = change("[]", ["ctrl+j"]);
    const own = read(once).bindings;
    expect(read(change(once, ["ctrl+l"], own)).bindings).toMatchObject([{ strokes: ["ctrl+l"] }]);
    expect(read(change(once, null, own)).bindings).toEqual([]);
  });

  const strokes = fc.array(fc.constantFrom("ctrl+a", "ctrl+shift+b", "alt+f4", "f1"), { minLength: 1, maxLength: 2 });

  it("can be read after any number of changes, and reset brings the defaults back", () => {
    fc.assert(
      fc.property(fc.array(fc.option(strokes), { maxLength: 6 }), (changes) => {
        const text = changes.reduce((known, keys) => change(known, keys, [...read(known).bindings, byDefault]), "");
        expect(read(text).problems).toEqual([]);
        expect(read(resetKeys(text, "jobs.show", "linux"))).toMatchObject({
          bindings: [],
          removals: [],
          broken: false,
        });
      }),
    );
  });
});
