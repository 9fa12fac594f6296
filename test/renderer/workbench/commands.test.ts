import { describe, expect, it, vi } from "vitest";
import { type Command, createCommands } from "../../../renderer/workbench/commands.ts";

function setUp(commands: readonly Command[]) {
  const onError = vi.fn();
  const registry = createCommands({ platform: "linux", onError });
  registry.register(commands);
  return { registry, onError };
}

describe("createCommands", () => {
  it("has the default keys of its commands until the user takes them away or gives others", () => {
    const { registry } = setUp([{ id: "a", title: "A", keys: ["mod+j", "mod+k mod+e"], run: () => undefined }]);
    expect(registry.keys("a")).toBe("Ctrl+K Ctrl+E");
    const mine = { strokes: ["ctrl+l"], command: "a", when: null, source: "user" } as const;
    registry.setUsersBindings({ bindings: [mine], removals: [] });
    expect(registry.keys("a")).toBe("Ctrl+L");
    registry.setUsersBindings({ bindings: [], removals: [{ command: "a", strokes: null, when: null }] });
    expect(registry.keys("a")).toBe("");
  });

  it("prints keys of the system's, which nobody changes", () => {
    const { registry } = setUp([{ id: "a", title: "Copy", systemKeys: "mod+c", run: () => undefined }]);
    expect(registry.hint("a")).toBe("Copy (Ctrl+C)");
    expect(registry.bindings.get()).toEqual([]);
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
    expect(() => registry.register([{ id: "b", title: "B", keys: "mod+j", run: () => undefined }])).toThrow("Ctrl+J");
  });

  it("refuses default keys and conditions that are none", () => {
    const { registry } = setUp([]);
    expect(() => registry.register([{ id: "b", title: "B", keys: "hyper+j", run: () => undefined }])).toThrow(
      "hyper+j",
    );
    const broken = { id: "c", title: "C", keys: "mod+j", when: "a &&", run: () => undefined };
    expect(() => registry.register([broken])).toThrow('The "when" of c is wrong');
  });

  it("names the keys in the hint", () => {
    const { registry } = setUp([{ id: "a", title: "Close", keys: "mod+w", run: () => undefined }]);
    expect(registry.hint("a")).toBe("Close (Ctrl+W)");
  });
});
