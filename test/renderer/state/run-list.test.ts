import { describe, expect, it, vi } from "vitest";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import type { RunFilter } from "../../../jobs/model/run-filter.ts";
import { createRunList } from "../../../renderer/state/run-list.ts";
import { createSampleHost } from "../../support/window/sample-host.ts";
import { syncJob } from "../../support/window/sample-jobs.ts";
import { summaryOf } from "../../support/window/sample-runs.ts";

function listOf(runsPerJob: number, filter: RunFilter = {}) {
  const host = createSampleHost({ now: () => Date.parse("2026-11-23T20:48:00Z"), jobs: [syncJob], runsPerJob });
  let tell: (run: RunSummary) => void = () => undefined;
  const list = createRunList({
    client: host.client,
    filter,
    onRun: (listener) => {
      tell = listener;
      return () => undefined;
    },
  });
  return { host, list, tell: (run: RunSummary) => tell(run) };
}

describe("createRunList", () => {
  it("reads page after page until the oldest run, each run once", async () => {
    const { list, host } = listOf(450);
    await vi.waitFor(() => expect(list.get().rows).toHaveLength(200));
    list.more();
    await vi.waitFor(() => expect(list.get().rows).toHaveLength(400));
    expect(list.get().done).toBe(false);
    list.more();
    await vi.waitFor(() => expect(list.get().done).toBe(true));
    expect(list.get().rows.map(({ id }) => id)).toEqual(host.state.runs().map(({ id }) => id));
  });

  it("asks for the state and the job that it is filtered by", async () => {
    const { list } = listOf(24, { states: ["failed"] });
    await vi.waitFor(() => expect(list.get().phase).toBe("ready"));
    expect(list.get().rows.map(({ status }) => status)).toEqual(["failed"]);
  });

  it("shows a run that began while the page was on its way", async () => {
    const { list, host, tell } = listOf(3);
    const run = summaryOf(host.state.startRun("sync-s3"));
    tell(run);
    await vi.waitFor(() => expect(list.get().phase).toBe("ready"));
    expect(list.get().rows.filter(({ id }) => id === run.id)).toHaveLength(1);
    expect(list.get().rows[0]?.id).toBe(run.id);
  });

  it("goes on with a search that was cut short until a page is full or the end is reached", async () => {
    const host = createSampleHost({ now: () => 0, jobs: [syncJob], runsPerJob: 30 });
    const all = host.state.runs().map(summaryOf);
    const cursors: (number | undefined)[] = [];
    const list = createRunList({
      client: {
        ...host.client,
        runs: {
          ...host.client.runs,
          list: (async ({ cursor }: { cursor?: number }) => {
            cursors.push(cursor);
            const at = cursor ?? 0;
            const more = at < 2;
            const runs = all.slice(at * 10, at * 10 + 10);
            return { runs, nextCursor: more ? at + 1 : null, searchedTo: more ? 1_000 - at : null };
          }) as unknown as typeof host.client.runs.list,
        },
      },
      filter: {},
      onRun: () => () => undefined,
    });
    await vi.waitFor(() => expect(list.get().done).toBe(true));
    expect(cursors).toEqual([undefined, 1, 2]);
    expect(list.get()).toMatchObject({ phase: "ready", searchedTo: null });
    expect(list.get().rows).toHaveLength(30);
  });

  it("gives up the search that is under way when it is stopped", async () => {
    const host = createSampleHost({ now: () => 0, jobs: [syncJob], runsPerJob: 3 });
    const signals: (AbortSignal | undefined)[] = [];
    const list = createRunList({
      client: {
        runs: {
          list: ((_input: unknown, options?: { readonly signal?: AbortSignal }) => {
            signals.push(options?.signal);
            return new Promise((_resolve, reject) => options?.signal?.addEventListener("abort", reject));
          }) as unknown as typeof host.client.runs.list,
        },
      },
      filter: {},
      onRun: () => () => undefined,
    });
    list.stop();
    list.more();
    await Promise.resolve();
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    expect(list.get().phase).toBe("loading");
  });

  it("says why it could not read, and reads again when asked", async () => {
    const { list } = listOf(3, { taskIds: [""] });
    await vi.waitFor(() => expect(list.get().phase).toBe("failed"));
    expect(list.get().message).not.toBe("");
    list.more();
    await vi.waitFor(() => expect(list.get().phase).toBe("failed"));
  });
});
