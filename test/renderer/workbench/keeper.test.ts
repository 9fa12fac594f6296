import { describe, expect, it, vi } from "vitest";
import { createKeeper } from "../../../renderer/workbench/keeper.ts";

describe("createKeeper", () => {
  it("makes a thing once and gives the same one after", () => {
    const kept = createKeeper();
    const create = vi.fn(() => ({ stop: () => undefined }));
    expect(kept.get("job:a/history", create)).toBe(kept.get("job:a/history", create));
    expect(create).toHaveBeenCalledOnce();
  });

  it("stops what it lets go of, and nothing else", () => {
    const kept = createKeeper();
    const stopA = vi.fn();
    const stopB = vi.fn();
    kept.get("job:a/history", () => ({ stop: stopA }));
    kept.get("job:b/history", () => ({ stop: stopB }));
    kept.drop("job:a/");
    expect(stopA).toHaveBeenCalledOnce();
    expect(stopB).not.toHaveBeenCalled();
    expect(kept.keys()).toEqual(["job:b/history"]);
  });
});
