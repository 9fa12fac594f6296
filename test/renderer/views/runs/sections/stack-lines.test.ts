import { describe, expect, it } from "vitest";
import { stackLines } from "../../../../../renderer/views/runs/sections/stack-lines.ts";

describe("stackLines", () => {
  it("leaves out the name and the message, and tells own places from inner ones", () => {
    const stack = [
      "TypeError: it broke",
      "on two lines",
      "    at work (/home/ada/tasks/own.ts:3:9)",
      "    at go (/app/node_modules/zod/index.js:1:1)",
      "    at async node:internal/process/task_queues:95:5",
      "Caused by: Error: 403 Forbidden",
    ].join("\n");
    expect(stackLines({ message: "it broke\non two lines", stack })).toEqual([
      { kind: "frame", text: "at work (/home/ada/tasks/own.ts:3:9)" },
      { kind: "inner", text: "at go (/app/node_modules/zod/index.js:1:1)" },
      { kind: "inner", text: "at async node:internal/process/task_queues:95:5" },
      { kind: "text", text: "Caused by: Error: 403 Forbidden" },
    ]);
  });

  it("are none without a stack, and for one that says no more than the message", () => {
    expect(stackLines({ message: "it broke" })).toEqual([]);
    expect(stackLines({ message: "it broke", stack: "Error: it broke" })).toEqual([]);
  });

  it("keep a stack whose message was changed", () => {
    const lines = stackLines({ message: "other", stack: "Error: it broke\n    at a.ts:1:1\nother" });
    expect(lines.map(({ text }) => text)).toEqual(["Error: it broke", "at a.ts:1:1", "other"]);
  });
});
