import { describe, expect, it, vi } from "vitest";
import { type Command, createCommands } from "../../../renderer/workbench/commands.ts";
import { keysLabel, keysOf } from "../../../renderer/workbench/keybindings.ts";

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }) as KeyboardEvent;

function setUp(commands: readonly Command[]) {
  const onError = vi.fn();
  const registry = createCommands({ platform: "linux", onError });
  registry.register(commands);
  return { registry, onError };
}

describe("createCommands", () => {
  it("runs the command that the keys belong to, and no other", () => {
    const run = vi.fn();
    const { registry } = setUp([{ id: "a", title: "A", keys: "mod+shift+e", run }]);
    expect(registry.handleKey(press("E", { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(registry.handleKey(press("E", { ctrlKey: true }))).toBe(false);
    expect(run).toHaveBeenCalledOnce();
  });

  it("hands on the subject", () => {
    const run = vi.fn();
    setUp([{ id: "a", title: "A", run }]).registry.execute("a", "sync-s3");
    expect(run).toHaveBeenCalledWith("sync-s3");
  });

  it("does not run what is not enabled", () => {
    const run = vi.fn();
    setUp([{ id: "a", title: "A", enabled: () => false, run }]).registry.execute("a");
    expect(run).not.toHaveBeenCalled();
  });

  it("tells of a failure, whether it comes at once or later", async () => {
    const late = new Error("later");
    const { registry, onError } = setUp([
      { id: "a", title: "A", run: () => Promise.reject(late) },
      {
        id: "b",
        title: "B",
        run: () => {
          throw new Error("at once");
        },
      },
    ]);
    registry.execute("a");
    registry.execute("b");
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(2));
  });

  it("refuses two commands of one name and two with the same keys", () => {
    const { registry } = setUp([{ id: "a", title: "A", keys: "mod+j", run: () => undefined }]);
    expect(() => registry.register([{ id: "a", title: "A", run: () => undefined }])).toThrow("Two commands");
    expect(() => registry.register([{ id: "b", title: "B", keys: "mod+j", run: () => undefined }])).toThrow("mod+j");
  });

  it("names the keys in the hint", () => {
    const { registry } = setUp([{ id: "a", title: "Close", keys: "mod+w", run: () => undefined }]);
    expect(registry.hint("a")).toBe("Close (Ctrl+W)");
  });
});

describe("key bindings", () => {
  it("take Cmd for mod on a Mac and Ctrl elsewhere", () => {
    expect(keysOf(press("j", { metaKey: true }), "darwin")).toBe("mod+j");
    expect(keysOf(press("j", { ctrlKey: true }), "darwin")).toBe("ctrl+j");
    expect(keysOf(press("j", { ctrlKey: true }), "win32")).toBe("mod+j");
    expect(keysOf(press("F6", { shiftKey: true }), "linux")).toBe("shift+f6");
  });

  it("are written as each platform's users read them", () => {
    expect(keysLabel("mod+shift+e", "linux")).toBe("Ctrl+Shift+E");
    expect(keysLabel("mod+shift+e", "darwin")).toBe("⇧⌘E");
    expect(keysLabel("mod+pagedown", "win32")).toBe("Ctrl+PageDown");
  });
});
