import { describe, expect, it } from "vitest";
import { z } from "zod";
import { mostSpans } from "../../../jobs/model/trace.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine } from "../../support/open-engine.ts";
import { openStores } from "../../support/open-stores.ts";

const span = (id: number, more: object = {}) => ({
  ...{ attempt: 1, id, parentId: null, name: `part ${id}`, startedAt: id, finishedAt: id + 1, failed: false },
  ...more,
});

describe("the trace of a run", () => {
  it("has the parts of every try, and the runs that it started", async () => {
    const child = schemaTask({ id: "child", schema: z.object({}), isolation: "inline", run: () => null });
    const parent = schemaTask({
      id: "parent",
      schema: z.object({}),
      isolation: "inline",
      retry: { limit: 1, delayMs: 0, backoff: false },
      run: async (_, { run, span, tasks }) => {
        await span("first", () => undefined);
        await span("second", async () => {
          if (run.attempt === 1) throw new Error("again");
          await tasks.trigger("child", {});
        });
      },
    });
    const engine = openEngine({ tasks: [parent, child] });
    const { id } = await engine.commands.run("parent", {});
    await engine.settled(id);
    const { spans, children, moreSpans, moreChildren } = engine.trace(engine.queries.find(id));
    expect(spans.map(({ attempt, name, failed }) => `${attempt} ${name} ${failed}`)).toEqual([
      "1 first false",
      "1 second true",
      "2 first false",
      "2 second false",
    ]);
    expect(children.map(({ taskId }) => taskId)).toEqual(["child"]);
    expect([moreSpans, moreChildren]).toEqual([false, false]);
  });

  it("keeps the end of a part that was sent at its beginning", () => {
    const { spans } = openStores();
    spans.save(1, [span(1, { finishedAt: null })]);
    spans.save(1, [span(1, { failed: true })]);
    expect(spans.of(1)).toEqual({ spans: [span(1, { failed: true })], more: false });
  });

  it("says that there were more parts than are kept", () => {
    const { spans } = openStores();
    spans.save(
      1,
      Array.from({ length: mostSpans + 1 }, (_, index) => span(index + 1)),
    );
    const { spans: kept, more } = spans.of(1);
    expect([kept.length, more]).toEqual([mostSpans, true]);
  });

  it("goes with the log of its run", () => {
    const { spans, logs, logRetention } = openStores();
    spans.save(1, [span(1)]);
    spans.save(2, [span(1)]);
    logs.delete([1]);
    logRetention.deleteLogs(() => true, 0, 100);
    expect([spans.of(1).spans, spans.of(2).spans]).toEqual([[], []]);
  });
});
