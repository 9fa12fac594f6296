import { contentCalls } from "../../../jobs/api/content/content-calls.ts";
import type { ContentDatabase } from "../../../jobs/content/content-database.ts";
import { createEmbeddings } from "../../../jobs/content/embeddings.ts";
import { benchSpace, createRandom, randomVector, seedContent, wordAt } from "../content/seed-content.ts";
import type { Bench, Goal, Recorder } from "../support/measure.ts";
import { attempt } from "../support/recorder.ts";
import { count, median, quietP99, timed } from "../support/stats.ts";
import { tempFolder } from "../support/temp.ts";

const lower = { better: "lower" } as const;
const goals = {
  search: { name: "search over 100,000 items, slowest kind of words, p99", unit: "ms", goal: 50, ...lower },
  nearest: { name: "10 nearest of 100,000 vectors, p99", unit: "ms", goal: 100, ...lower },
  lists: { name: "lists of 100,000 items, slowest, p99", unit: "ms", goal: 10, ...lower },
} as const satisfies Record<string, Goal>;

/** What it takes to find something among very much. */
export const bench: Bench = { goals: Object.values(goals), run };

async function run(recorder: Recorder): Promise<void> {
  const items = recorder.quick ? 5_000 : 100_000;
  const content = await seedContent(tempFolder("content"), items);
  const words = `${count(items)} items of 250 words${recorder.quick ? "; 100,000 without --quick" : ""}`;
  try {
    await attempt(recorder, [goals.search], () => search(recorder, content, words));
    await attempt(recorder, [goals.nearest], () => nearest(recorder, content, words));
    await attempt(recorder, [goals.lists], () => lists(recorder, content, words));
  } finally {
    await content.destroy();
  }
}

/** The p99 of the quietest batch counts. */
const perBatch = 50;
const batchesOf = (recorder: Recorder): number => (recorder.quick ? 1 : 5);

/** From a word that is in every item to one that is in a few. */
const kinds = (place: number): Readonly<Record<string, string>> => ({
  "one word that is in all": wordAt(place % 3),
  "two words that are in most": `${wordAt(place % 5)} ${wordAt(5 + (place % 7))} `,
  "a rare word": wordAt(5_000 + place * 7),
  "a beginning": `${wordAt(50 + place).slice(0, 2)}*`,
  "a phrase": `"${wordAt(place % 4)} ${wordAt((place + 1) % 6)}"`,
  "a word without another": `${wordAt(30 + place)} -${wordAt(10 + (place % 9))}`,
});

async function search(recorder: Recorder, content: ContentDatabase, words: string): Promise<void> {
  const calls = contentCalls({ content, now: Date.now, settings: () => ({}) });
  const batches = new Map<string, number[][]>(Object.keys(kinds(0)).map((kind) => [kind, []]));
  for (let batch = 0; batch < batchesOf(recorder); batch += 1) {
    for (const each of batches.values()) each.push([]);
    for (let place = 0; place < perBatch; place += 1)
      for (const [kind, input] of Object.entries(kinds(batch * perBatch + place)))
        batches
          .get(kind)
          ?.at(-1)
          ?.push(await timed(() => calls.search({ words: input })));
  }
  const found = [...batches].map(([kind, each]) => ({ kind, p99: quietP99(each), middle: median(each.flat()) }));
  const slowest = found.reduce((a, b) => (a.p99 > b.p99 ? a : b));
  recorder.measured(goals.search, slowest.p99, `${words}; ${slowest.kind}`);
  for (const { kind, middle, p99 } of found)
    recorder.figure(`search for ${kind}, median`, middle, "ms", `p99 ${p99.toFixed(1)}`);
}

async function nearest(recorder: Recorder, content: ContentDatabase, words: string): Promise<void> {
  const embeddings = createEmbeddings(content);
  const random = createRandom(3);
  const batches: number[][] = [];
  for (let batch = 0; batch < batchesOf(recorder); batch += 1) {
    const times: number[] = [];
    for (let place = 0; place < perBatch; place += 1) {
      const vector = randomVector(random);
      times.push(await timed(() => embeddings.nearest(benchSpace, vector, 10)));
    }
    batches.push(times);
  }
  const middle = median(batches.flat()).toFixed(1);
  recorder.measured(goals.nearest, quietP99(batches), `${words}; 256 numbers each, median ${middle} ms`);
}

async function lists(recorder: Recorder, content: ContentDatabase, words: string): Promise<void> {
  const calls = contentCalls({ content, now: Date.now, settings: () => ({}) });
  const wishes = {
    all: {},
    "of a source": { sourceId: 1 },
    unread: { state: "unread" },
    waiting: { analysis: "waiting" },
  } as const;
  let slowest = { name: "", p99: 0 };
  for (const [name, wish] of Object.entries(wishes)) {
    const batches: number[][] = [];
    for (let batch = 0; batch < batchesOf(recorder); batch += 1) {
      const times: number[] = [];
      for (let place = 1; place <= perBatch; place += 1) {
        const id = place * 300;
        times.push(await timed(() => calls.items.list({ ...wish, cursor: { at: id * 60_000, id } })));
      }
      batches.push(times);
    }
    const p99 = quietP99(batches);
    if (p99 > slowest.p99) slowest = { name, p99 };
  }
  recorder.measured(goals.lists, slowest.p99, `${words}; 50 rows, from anywhere in the list: ${slowest.name}`);
}
