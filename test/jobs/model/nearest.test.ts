import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "../../../jobs/model/nearest.ts";

const tasks = ["sync-s3", "ingest-pull", "ingest-source", "news-tick"];

describe("nearest", () => {
  it.each([
    ["sync-s4", "sync-s3"],
    ["snyc-s3", "sync-s3"],
    ["syncs3", "sync-s3"],
    ["SYNC-S3", "sync-s3"],
    ["sync", "sync-s3"],
    ["newstick", "news-tick"],
  ])("finds what %j was meant to be", (typed, meant) => {
    expect(nearest(typed, tasks)[0]).toBe(meant);
  });

  it("finds nothing for something else altogether", () => {
    expect(nearest("zzzzzzzzzz", tasks)).toEqual([]);
    expect(didYouMean("zzzzzzzzzz", tasks)).toBe("");
  });

  it("finds every name itself first", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 2, maxLength: 20 }), {
          minLength: 1,
          selector: (name) => name.toLowerCase(),
        }),
        (names) => {
          const [name = ""] = names;
          expect(
            nearest(name, names)
              .map((found) => found.toLowerCase())
              .some((found) => found.startsWith(name.toLowerCase())),
          ).toBe(true);
        },
      ),
    );
  });
});
