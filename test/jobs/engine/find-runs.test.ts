import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFindRuns, type RunPageRequest } from "../../../jobs/engine/find-runs.ts";
import { toRunSummary } from "../../../jobs/engine/run-views.ts";
import { type RunSummary, runTriggers } from "../../../jobs/model/read-models/runs.ts";
import { matchesRun, type RunFilter } from "../../../jobs/model/run-filter.ts";
import { runStates } from "../../../jobs/model/run-state.ts";
import { openStores } from "../../support/open-stores.ts";
import { recount } from "../../support/recount.ts";

const titles = [
  { id: "sync", title: "S3 → vector store" },
  { id: "brief", title: "Daily brief" },
  { id: "photos", title: "Back-up of photos" },
];
const summaries = [null, "38 uploaded, 3 skipped", "100 % done_now", "Über alles", 'said "no" \\ twice'];
const errors = [
  null,
  { code: "TIMEOUT", message: "It took longer than 30 s", stack: "at hidden (place.ts:1)" },
  { code: "TASK_FAILED", message: 'said "no"\nand stopped' },
];
const tags = [[], ["nightly"], ["nightly", "a b"], []];

/** A run of every kind there is, one a second. */
function fill(runs: number) {
  const stores = openStores();
  const insert = stores.database.prepare(
    `INSERT INTO run (id, task_id, state, ready, trigger_kind, payload, summary, error, tags, max_attempts, created_at, due_at)
       VALUES (?, ?, ?, 0, ?, '{}', ?, ?, ?, 1, ?, 0)`,
  );
  const pick = <T>(values: readonly T[], index: number) => values[index % values.length] as T;
  for (let index = 0; index < runs; index++) {
    const error = pick(errors, Math.floor(index / 5));
    insert.run(
      `${index.toString(16).padStart(4, "0")}beef-0000-4000-8000-000000000000`,
      pick(titles, index).id,
      pick(runStates, Math.floor(index / 3)),
      pick(runTriggers, Math.floor(index / 7)),
      pick(summaries, index),
      error && JSON.stringify(error),
      JSON.stringify(pick(tags, Math.floor(index / 11))),
      index * 1_000,
    );
  }
  recount(stores.database);
  return stores;
}

function open(stores: ReturnType<typeof openStores>, monotonic: () => number = () => 0) {
  return createFindRuns({
    reader: stores.runs,
    seqAt: stores.timeline.seqAt,
    titles: () => titles,
    scripts: () => [],
    summaryOf: (run) =>
      toRunSummary(run, {
        taskTitle: titles.find(({ id }) => id === run.taskId)?.title ?? run.taskId,
        progress: undefined,
        archived: false,
      }),
    monotonic,
  });
}

type Find = ReturnType<typeof open>;

async function readAll(find: Find, request: RunPageRequest): Promise<readonly RunSummary[]> {
  const runs: RunSummary[] = [];
  for (let before: number | undefined; ; ) {
    const page = await find({ ...request, before });
    runs.push(...page.runs.filter(({ id }) => runs.every((known) => known.id !== id)));
    if (page.nextCursor === null) return runs;
    before = page.nextCursor;
  }
}

const some = <T>(values: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: values.length }), { nil: undefined });
const filters: fc.Arbitrary<RunFilter> = fc.record({
  taskIds: some(titles.map(({ id }) => id)),
  states: some(runStates),
  triggers: some(runTriggers),
  tags: some(["nightly", "a b", "none"]),
  since: fc.option(fc.integer({ min: -1_000, max: 400_000 }), { nil: undefined }),
  until: fc.option(fc.integer({ min: -1_000, max: 400_000 }), { nil: undefined }),
  words: some([
    "uploaded",
    "TIMEOUT",
    "%",
    "_now",
    "über",
    'said "no"',
    "\\ twice",
    "hidden",
    "daily",
    "0012be",
    "beef",
  ]),
});

describe("the search for runs", () => {
  it("finds what the filter says of each run, newest first, whatever the size of a page", async () => {
    const find = open(fill(400));
    const all = await readAll(find, { limit: 1_000 });
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 90 }), async (filter, limit) => {
        const expected = all.filter((run) => matchesRun(run, filter)).map(({ id }) => id);
        expect((await readAll(find, { ...filter, limit })).map(({ id }) => id)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it("answers after a while with what it has, how far it looked, and where it goes on", async () => {
    let now = 0;
    const find = open(fill(3_000), () => {
      now += 15;
      return now;
    });
    const first = await find({ words: ["nowhere"], limit: 10 });
    expect(first).toMatchObject({ runs: [], nextCursor: expect.any(Number), searchedTo: expect.any(Number) });
    expect(first.searchedTo).toBe(((first.nextCursor ?? 0) - 2) * 1_000);
    expect(await readAll(find, { words: ["nowhere"], limit: 10 })).toEqual([]);
  });

  it("finds a run by the beginning of its id at once, however old it is", async () => {
    let now = 0;
    const find = open(fill(3_000), () => {
      now += 15;
      return now;
    });
    const page = await find({ words: ["0003"], limit: 10 });
    expect(page.nextCursor).not.toBeNull();
    expect(page.runs.map(({ id }) => id.slice(0, 4))).toEqual(["0003"]);
    expect((await find({ words: ["0003"], states: ["failed"], limit: 10 })).runs).toEqual([]);
  });

  it("ends with what it has when nobody waits for it any more", async () => {
    const find = open(fill(3_000));
    const leaving = new AbortController();
    const left = find({ words: ["nowhere"], limit: 10 }, leaving.signal);
    leaving.abort();
    expect((await left).nextCursor).not.toBeNull();
    expect((await find({ words: ["nowhere"], limit: 10 })).nextCursor).toBeNull();
  });

  it("lets everything else go on between two pieces", async () => {
    const find = open(fill(3_000), () => performance.now());
    let turns = 0;
    const count = () => {
      turns += 1;
      handle = setImmediate(count);
    };
    let handle = setImmediate(count);
    await readAll(find, { words: ["nowhere"], limit: 10 });
    clearImmediate(handle);
    expect(turns).toBeGreaterThan(1);
  });
});
