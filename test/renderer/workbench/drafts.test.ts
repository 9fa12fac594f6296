import { describe, expect, it, vi } from "vitest";
import { createDrafts, usedOnce } from "../../../renderer/workbench/drafts.ts";

function memory(text: string | null = null) {
  const storage = {
    text,
    read: () => storage.text,
    write: (next: string) => {
      storage.text = next;
    },
  };
  return storage;
}

describe("createDrafts", () => {
  it("has what was typed again in the next window", () => {
    const storage = memory();
    createDrafts(storage).set("job:a/schedule/1", { when: "daily" });
    expect(createDrafts(storage).valueOf("job:a/schedule/1")).toEqual({ when: "daily" });
  });

  it("never writes a secret down", () => {
    const storage = memory();
    const drafts = createDrafts(storage);
    drafts.set("settings:/drafts/s3", { "s3.secretAccessKey": "hunter2" }, { isSecret: true });
    expect(drafts.of("settings:")).toEqual(["settings:/drafts/s3"]);
    expect(storage.text ?? "").not.toContain("hunter2");
    expect(createDrafts(storage).of("settings:")).toEqual([]);
  });

  it("begins with none when what was kept cannot be read", () => {
    for (const text of ["{", "[1]", "null", '"x"']) expect(createDrafts(memory(text)).get().size).toBe(0);
  });

  it("knows the drafts of an editor, and of no other whose name begins the same", () => {
    const drafts = createDrafts(memory());
    drafts.set("job:a/x", 1);
    drafts.set("job:ab/x", 2);
    expect(drafts.of("job:a")).toEqual(["job:a/x"]);
  });

  it("lets go of what was saved, and tells of it", () => {
    const storage = memory();
    const drafts = createDrafts(storage);
    drafts.set("job:a/x", 1);
    const told = vi.fn();
    drafts.subscribe(told);
    drafts.set("job:a/x", null);
    expect(told).toHaveBeenCalledOnce();
    expect(drafts.of("job:a")).toEqual([]);
    expect(createDrafts(storage).of("job:a")).toEqual([]);
  });

  it("saves all that is asked for, and says no when one could not be saved", async () => {
    const drafts = createDrafts(memory());
    const saved: string[] = [];
    drafts.onSave("job:a/x", async () => saved.push("x") > 0);
    const takeAway = drafts.onSave("job:a/y", async () => false);
    expect(await drafts.save(["job:a/x"])).toBe(true);
    expect(await drafts.save(["job:a/x", "job:a/y"])).toBe(false);
    takeAway();
    expect(await drafts.save(["job:a/y"])).toBe(false);
    expect(saved).toEqual(["x", "x"]);
  });

  it("keeps the way to save of the form that was drawn last", async () => {
    const drafts = createDrafts(memory());
    const takeAway = drafts.onSave("job:a/x", async () => false);
    drafts.onSave("job:a/x", async () => true);
    takeAway();
    expect(await drafts.save(["job:a/x"])).toBe(true);
  });

  it("does not offer to save what is used once, and keeps it like the others", () => {
    const storage = memory();
    const drafts = createDrafts(storage);
    drafts.set("job:a/x", 1);
    drafts.set(`job:a/run-with${usedOnce}`, 2);
    expect(drafts.savableOf("job:a")).toEqual(["job:a/x"]);
    expect(createDrafts(storage).of("job:a")).toHaveLength(2);
  });

  it("forgets the drafts of editors that are closed", () => {
    const drafts = createDrafts(memory());
    drafts.set("job:a/x", 1);
    drafts.set("job:b/x", 1);
    drafts.keepOnly(["job:b"]);
    expect([...drafts.get().keys()]).toEqual(["job:b/x"]);
  });
});
