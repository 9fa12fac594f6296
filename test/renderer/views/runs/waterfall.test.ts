import { describe, expect, it } from "vitest";
import type { Span, Trace } from "../../../../jobs/model/trace.ts";
import { waterfallOf } from "../../../../renderer/views/runs/waterfall.ts";

const span = (id: number, from: number, to: number | null, more: Partial<Span> = {}): Span => ({
  ...{ attempt: 1, id, parentId: null, name: `part ${id}`, startedAt: from, finishedAt: to, failed: false },
  ...more,
});
const trace = (...spans: readonly Span[]): Trace => ({
  ...{ spans: [...spans], moreSpans: false, children: [], moreChildren: false },
});
const ended = {
  ...{ status: "completed" as const, attempts: 1, createdAt: 0, startedAt: 10, finishedAt: 110 },
  attemptList: [{ number: 1, startedAt: 10, finishedAt: 110, error: null }],
};
const error = { code: "TASK_FAILED", message: "no" };
const lines = (rows: ReturnType<typeof waterfallOf>["rows"]) =>
  rows.map(({ name, depth, from, to, tone }) => `${"  ".repeat(depth)}${name} ${from}-${to} ${tone}`);

describe("the waterfall of a run", () => {
  it("has no line for a run that was tried once and told of no parts", () => {
    expect(waterfallOf(ended, trace(), 500)).toEqual({ from: 10, to: 110, rows: [] });
  });

  it("puts parts beneath the one that they are in", () => {
    const { rows } = waterfallOf(
      ended,
      trace(span(1, 10, 100), span(2, 20, 50, { parentId: 1 }), span(3, 100, 110)),
      0,
    );
    expect(lines(rows)).toEqual(["part 1 10-100 done", "  part 2 20-50 done", "part 3 100-110 done"]);
  });

  it("puts parts beneath their try when there were several, and says which was cut off by its end", () => {
    const run = {
      ...{ ...ended, attempts: 2 },
      attemptList: [
        { number: 1, startedAt: 10, finishedAt: 40, error },
        { number: 2, startedAt: 60, finishedAt: 110, error: null },
      ],
    };
    const { rows } = waterfallOf(run, trace(span(1, 10, null), span(1, 60, 110, { attempt: 2 })), 500);
    expect(lines(rows)).toEqual([
      "Try 1 10-40 failed",
      "  part 1 10-40 cut-off",
      "Try 2 60-110 done",
      "  part 1 60-110 done",
    ]);
  });

  it("lets what goes on grow with the time", () => {
    const run = { ...ended, status: "active" as const, finishedAt: null, attemptList: [] };
    const picture = waterfallOf(run, trace(span(1, 20, null)), 300);
    expect(lines(picture.rows)).toEqual(["part 1 20-300 running"]);
    expect(picture.to).toBe(300);
  });

  it("shows a part whose surroundings are not kept at the top, and never goes in circles", () => {
    const { rows } = waterfallOf(ended, trace(span(2, 20, 30, { parentId: 9 }), span(3, 30, 40, { parentId: 3 })), 0);
    expect(lines(rows)).toEqual(["part 2 20-30 done", "part 3 30-40 done"]);
  });
});
