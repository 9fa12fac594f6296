import { describe, expect, it } from "vitest";
import { readOutput } from "../../../../renderer/views/runs/run-output.ts";
import { syncOutput } from "../../../support/window/sample-runs.ts";

describe("readOutput", () => {
  it("makes figures of numbers and lists of what was skipped and failed", () => {
    const { figures, lists, rest } = readOutput(syncOutput(161_006));
    expect(figures.map(({ name, value }) => `${name} ${value}`)).toEqual([
      "listed 1\u202f204",
      "markdown 1\u202f201",
      "unchanged 1\u202f163",
      "uploaded 38",
      "skipped 3",
      "failed 1",
      "deleted 0",
      "bytes 2.7 MiB",
    ]);
    expect(lists.map(({ title, entries }) => `${title} ${entries.length}`)).toEqual([
      "skipped files 3",
      "failed files 1",
    ]);
    expect(lists[1]?.entries[0]).toEqual({ name: "daily/2026-11-22.md", why: "429 Too Many Requests (3 tries)" });
    expect(rest).toBeNull();
  });

  it("leaves out how long the task says that it took: the page says it of the run", () => {
    const { figures, rest } = readOutput({ done: 1, durationMs: 820 });
    expect(figures).toEqual([{ name: "done", value: "1" }]);
    expect(rest).toBeNull();
  });

  it("keeps what it has no better picture for", () => {
    expect(readOutput({ done: 1, store: { id: "vs_1" }, tags: ["a"], none: null, empty: [] })).toEqual({
      figures: [{ name: "done", value: "1" }],
      ...{ lists: [], texts: [] },
      rest: { store: { id: "vs_1" }, tags: ["a"] },
    });
  });

  it("shows a short text as a figure, and a long one or one of several lines as a text", () => {
    const output = { exitCode: 0, city: "Graz\n", stdoutTail: "one\ntwo\n", stderrTail: "", body: "x".repeat(61) };
    expect(readOutput(output)).toEqual({
      figures: [
        { name: "exit code", value: "0" },
        { name: "city", value: "Graz" },
      ],
      texts: [
        { title: "stdout tail", text: "one\ntwo\n" },
        { title: "body", text: "x".repeat(61) },
      ],
      ...{ lists: [], rest: null },
    });
  });

  it.each([
    [null, null],
    [undefined, null],
    ["text", "text"],
    [[1, 2], "[\n  1,\n  2\n]"],
  ])("takes %j, whatever a task gives back", (output, rest) => {
    expect(readOutput(output)).toEqual({ figures: [], lists: [], texts: [], rest });
  });
});
