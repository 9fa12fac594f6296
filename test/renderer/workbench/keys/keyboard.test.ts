import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chordLastsMs, createKeyboard } from "../../../../renderer/workbench/keys/keyboard.ts";
import type { Binding } from "../../../../renderer/workbench/keys/keymap.ts";

const bindings: readonly Binding[] = [
  { strokes: ["ctrl+k", "ctrl+s"], command: "chord", when: null, source: "default" },
  { strokes: ["ctrl+s"], command: "save", when: null, subject: "all", source: "default" },
];

const press = (key: string, more: object = {}) =>
  ({
    key,
    code: `Key${key.toUpperCase()}`,
    ctrlKey: true,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  }) as KeyboardEvent;

function setUp() {
  const run = vi.fn();
  const keyboard = createKeyboard({
    ...{ platform: "linux", bindings: () => bindings, context: () => ({}), run },
    timers: globalThis,
  });
  return { run, keyboard };
}

describe("createKeyboard", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("runs the command of a key with its subject", () => {
    const { run, keyboard } = setUp();
    expect(keyboard.press(press("s"))).toBe(true);
    expect(run).toHaveBeenCalledExactlyOnceWith("save", "all");
  });

  it("waits for the second of two keys, and says so", () => {
    const { run, keyboard } = setUp();
    expect(keyboard.press(press("k"))).toBe(true);
    expect(keyboard.note.get()).toBe("(Ctrl+K) was pressed. Waiting for the second key…");
    expect(keyboard.press(press("s"))).toBe(true);
    expect(run).toHaveBeenCalledExactlyOnceWith("chord", undefined);
    expect(keyboard.note.get()).toBeNull();
  });

  it("does not lose the first key to a modifier that is pressed for the second", () => {
    const { run, keyboard } = setUp();
    keyboard.press(press("k"));
    keyboard.press(press("Control"));
    keyboard.press(press("s"));
    expect(run).toHaveBeenCalledExactlyOnceWith("chord", undefined);
  });

  it("takes a second key that means nothing, and says so for a while", () => {
    const { run, keyboard } = setUp();
    keyboard.press(press("k"));
    expect(keyboard.press(press("x"))).toBe(true);
    expect(keyboard.note.get()).toBe("(Ctrl+K, Ctrl+X) is not a command.");
    vi.advanceTimersByTime(chordLastsMs);
    expect(keyboard.note.get()).toBeNull();
    expect(run).not.toHaveBeenCalled();
  });

  it("forgets the first key when no second comes", () => {
    const { run, keyboard } = setUp();
    keyboard.press(press("k"));
    vi.advanceTimersByTime(chordLastsMs);
    keyboard.press(press("s"));
    expect(run).toHaveBeenCalledExactlyOnceWith("save", "all");
  });

  it("leaves keys alone that mean nothing, that compose a letter, or that type a sign", () => {
    const { run, keyboard } = setUp();
    expect(keyboard.press(press("x"))).toBe(false);
    expect(keyboard.press(press("s", { isComposing: true }))).toBe(false);
    expect(keyboard.press(press("s", { getModifierState: () => true }))).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });
});
