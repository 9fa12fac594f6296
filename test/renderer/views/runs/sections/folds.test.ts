import { describe, expect, it } from "vitest";
import { createFolds, parseFolds } from "../../../../../renderer/views/runs/sections/folds.ts";

describe("folds", () => {
  it("are kept with every change and read again", () => {
    let text: string | null = null;
    const storage = {
      read: () => text,
      write: (next: string) => {
        text = next;
      },
    };
    createFolds(storage).set({ payload: false });
    expect(createFolds(storage).get()).toEqual({ payload: false });
  });

  it("take no notice of what makes no sense", () => {
    expect(parseFolds('{ "error": "no", "output": true, "other": true }')).toEqual({ output: true });
    for (const text of [null, "", "null", "[]", "{"]) expect(parseFolds(text)).toEqual({});
  });
});
