import { describe, expect, it } from "vitest";
import {
  type Binding,
  bindingOf,
  conflictsOf,
  mergeBindings,
  resolveKeys,
} from "../../../../renderer/workbench/keys/keymap.ts";
import { parseWhen } from "../../../../renderer/workbench/keys/when.ts";

const binding = (keys: string, command: string, more: { when?: string; source?: Binding["source"] } = {}): Binding => {
  const parsed = more.when === undefined ? undefined : parseWhen(more.when);
  return { strokes: keys.split(" "), command, when: parsed?.ok ? parsed.when : null, source: more.source ?? "default" };
};
const pressed = (...keys: readonly string[]) => keys.map((key) => [key]);

describe("resolveKeys", () => {
  const bindings = [
    binding("ctrl+e", "first"),
    binding("ctrl+e", "second", { when: "editorFocus" }),
    binding("ctrl+k ctrl+s", "chord"),
    binding("ctrl+q", ""),
  ];

  it("takes the last that fits what holds now", () => {
    expect(resolveKeys(bindings, pressed("ctrl+e"), { editorFocus: true })).toMatchObject({
      binding: { command: "second" },
    });
    expect(resolveKeys(bindings, pressed("ctrl+e"), {})).toMatchObject({ binding: { command: "first" } });
  });

  it("waits for a second key, and knows when it is none", () => {
    expect(resolveKeys(bindings, pressed("ctrl+k"), {})).toEqual({ kind: "more" });
    expect(resolveKeys(bindings, pressed("ctrl+k", "ctrl+s"), {})).toMatchObject({ binding: { command: "chord" } });
    expect(resolveKeys(bindings, pressed("ctrl+k", "ctrl+x"), {})).toEqual({ kind: "none" });
  });

  it("does nothing for keys that were given to nothing", () => {
    expect(resolveKeys(bindings, pressed("ctrl+q"), {})).toEqual({ kind: "none" });
  });

  it("takes any of the names that a key has", () => {
    expect(resolveKeys(bindings, [["ctrl+a", "ctrl+e"]], {})).toMatchObject({ binding: { command: "first" } });
  });
});

describe("mergeBindings", () => {
  const defaults = [binding("ctrl+e", "a"), binding("ctrl+f", "a"), binding("ctrl+g", "b")];

  it("takes away one default of a command, or all", () => {
    const one = mergeBindings(defaults, [], [{ command: "a", strokes: ["ctrl+e"], when: null }]);
    expect(one.map(({ strokes }) => strokes[0])).toEqual(["ctrl+f", "ctrl+g"]);
    const all = mergeBindings(defaults, [], [{ command: "a", strokes: null, when: null }]);
    expect(all.map(({ strokes }) => strokes[0])).toEqual(["ctrl+g"]);
  });

  it("leaves a default whose condition is another", () => {
    const parsed = parseWhen("editorFocus");
    const removal = { command: "a", strokes: null, when: parsed.ok ? parsed.when : null };
    expect(mergeBindings(defaults, [], [removal])).toHaveLength(3);
  });

  it("counts the user's before the defaults", () => {
    const merged = mergeBindings(defaults, [binding("ctrl+e", "mine", { source: "user" })], []);
    expect(resolveKeys(merged, pressed("ctrl+e"), {})).toMatchObject({ binding: { command: "mine" } });
  });
});

describe("bindingOf", () => {
  it("is the last one of the command that no other covers up", () => {
    const bindings = [binding("ctrl+e", "a"), binding("ctrl+f", "a"), binding("ctrl+f", "b")];
    expect(bindingOf(bindings, "a")?.strokes).toEqual(["ctrl+e"]);
    expect(bindingOf([...bindings, binding("ctrl+e", "b")], "a")).toBeUndefined();
  });
});

describe("conflictsOf", () => {
  it("names what has the same keys, or keys that begin with them", () => {
    const bindings = [binding("ctrl+k ctrl+s", "chord"), binding("ctrl+e", "other"), binding("ctrl+k", "own")];
    expect(conflictsOf(bindings, ["ctrl+k"], "own").map(({ command }) => command)).toEqual(["chord"]);
    expect(conflictsOf(bindings, ["ctrl+e"], "own").map(({ command }) => command)).toEqual(["other"]);
    expect(conflictsOf(bindings, ["ctrl+x"], "own")).toEqual([]);
  });
});
