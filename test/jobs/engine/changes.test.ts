import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createChanges, followTopic } from "../../../jobs/engine/changes.ts";
import type { JobSummary } from "../../../jobs/model/read-models/jobs.ts";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(known: { readonly run?: boolean; readonly job?: boolean } = { run: true, job: true }) {
  const read = { runs: 0, jobs: 0 };
  const problems: unknown[] = [];
  const changes = createChanges({
    readRun: (id) => {
      read.runs += 1;
      return known.run ? ({ id } as RunSummary) : undefined;
    },
    readJob: async (taskId) => {
      read.jobs += 1;
      if (taskId === "broken") throw new Error("cannot be read");
      return known.job ? ({ taskId } as JobSummary) : undefined;
    },
    readEngine: async () => ({ version: "1" }) as never,
    readFileProblems: () => [],
    readTaskList: async () => ({ jobs: [], brokenFiles: [] }) as never,
    onError: (error) => problems.push(error),
  });
  const told: { type: string }[] = [];
  return { changes, read, told, problems, listen: () => changes.emitter.on("live", (event) => told.push(event)) };
}

const settle = () => vi.advanceTimersByTimeAsync(1_000);

describe("what changed", () => {
  it("costs nothing while nobody listens", async () => {
    const { changes, read } = open();
    changes.run({ id: "a", taskId: "job" });
    changes.taskList();
    await settle();
    expect(read).toEqual({ runs: 0, jobs: 0 });
  });

  it("is not told of what is gone by then", async () => {
    const { changes, told, listen } = open({});
    listen();
    changes.run({ id: "a", taskId: "job" });
    await settle();
    expect(told.map(({ type }) => type)).toEqual(["engine"]);
  });

  it("of a burst is told bit by bit, each run once", async () => {
    const { changes, told, read, listen } = open();
    listen();
    for (let times = 0; times < 2; times++) for (let run = 0; run < 1_200; run++) changes.progress(`run ${run}`);
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toHaveLength(500);
    await settle();
    expect([told.length, read.runs]).toEqual([1_200, 1_200]);
  });

  it("of one run is told to who follows it, also when nobody listens to all", async () => {
    const { changes } = open();
    const followed: unknown[] = [];
    changes.emitter.on(followTopic("a"), (event) => followed.push(event));
    changes.progress("a");
    changes.progress("b");
    await settle();
    expect(followed).toEqual([{ type: "run", run: { id: "a" } }]);
  });

  it("cannot be told when it cannot be read, and is told again later", async () => {
    const { changes, told, problems, listen } = open();
    listen();
    changes.job("broken");
    await settle();
    expect(problems).toHaveLength(1);
    changes.job("job");
    changes.settings(["other"]);
    await settle();
    expect(told.map(({ type }) => type)).toEqual(["job", "job", "settings"]);
  });
});
