import { describe, expect, it, vi } from "vitest";
import { createLiveResource } from "../../../renderer/state/live-resource.ts";

function setUp() {
  const answers: PromiseWithResolvers<number>[] = [];
  const listeners = new Set<() => void>();
  const resource = createLiveResource({
    read: () => {
      const answer = Promise.withResolvers<number>();
      answers.push(answer);
      return answer.promise;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  });
  const change = () => {
    for (const listener of listeners) listener();
  };
  return { resource, answers, change, listeners };
}

describe("createLiveResource", () => {
  it("reads at once, and again with each change", async () => {
    const { resource, answers, change } = setUp();
    expect(resource.get()).toEqual({ data: null, phase: "loading", message: null });
    answers[0]?.resolve(1);
    await vi.waitFor(() => expect(resource.get()).toEqual({ data: 1, phase: "ready", message: null }));
    change();
    answers[1]?.resolve(2);
    await vi.waitFor(() => expect(resource.get().data).toBe(2));
  });

  it("reads once more after a reading during which it changed, however often", async () => {
    const { resource, answers, change } = setUp();
    change();
    change();
    expect(answers).toHaveLength(1);
    answers[0]?.resolve(1);
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.resolve(2);
    await vi.waitFor(() => expect(resource.get().data).toBe(2));
    expect(answers).toHaveLength(2);
  });

  it("keeps what it knows when a reading fails, and says why", async () => {
    const { resource, answers, change } = setUp();
    answers[0]?.resolve(1);
    await vi.waitFor(() => expect(resource.get().phase).toBe("ready"));
    change();
    answers[1]?.reject(new Error("The host is gone"));
    await vi.waitFor(() => expect(resource.get()).toEqual({ data: 1, phase: "failed", message: "The host is gone" }));
    resource.refresh();
    answers[2]?.resolve(3);
    await vi.waitFor(() => expect(resource.get()).toEqual({ data: 3, phase: "ready", message: null }));
  });

  it("listens no longer and takes no answer once it was stopped", async () => {
    const { resource, answers, listeners } = setUp();
    resource.stop();
    expect(listeners.size).toBe(0);
    answers[0]?.resolve(1);
    await answers[0]?.promise;
    expect(resource.get().data).toBeNull();
  });
});
