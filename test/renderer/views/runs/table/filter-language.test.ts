import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runTriggers } from "../../../../../jobs/model/read-models/runs.ts";
import { runStates } from "../../../../../jobs/model/run-state.ts";
import {
  completionsOf,
  emptyQuery,
  parseQuery,
  printQuery,
  type RunQuery,
} from "../../../../../renderer/views/runs/table/filter-language.ts";

const some = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { maxLength: 3 });
const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
  fc.constantFrom('say "no"', "a\\", "state:failed", "JOB:x", "since:", "tab\tand\nline", "=1", '"', "until"),
);
const queries: fc.Arbitrary<RunQuery> = fc.record({
  states: some(fc.constantFrom(...runStates)),
  jobs: some(text),
  triggers: some(fc.constantFrom(...runTriggers)),
  tags: some(text),
  since: fc.option(text),
  until: fc.option(text),
  words: fc.array(text, { maxLength: 3 }),
});

describe("the filter of runs", () => {
  it("is read as it was written, whatever stands in it", () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(parseQuery(printQuery(query))).toEqual({ query, problems: [] });
      }),
    );
  });

  it("takes any text and never fails", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (typed) => void parseQuery(typed)));
  });

  it("takes parts with names and words in any order", () => {
    expect(
      parseQuery('timeout STATE:Failed job:"Daily brief" state:cancelled since:yesterday "two words"').query,
    ).toEqual({
      ...emptyQuery,
      states: ["failed", "cancelled"],
      jobs: ["Daily brief"],
      since: "yesterday",
      words: ["timeout", "two words"],
    });
  });

  it("has the name of the column for why a run is there, and takes the one of before", () => {
    for (const typed of ["why:user", "trigger:user", "TRIGGER:User"])
      expect(printQuery(parseQuery(typed).query)).toBe("why:user");
  });

  it("says what it does not know, and waits for a value that is not there yet", () => {
    expect(parseQuery("state:faild").problems).toEqual([expect.stringMatching(/no state "faild".*failed/)]);
    expect(parseQuery("x state:")).toEqual({ query: { ...emptyQuery, words: ["x"] }, problems: [] });
    expect(parseQuery("job:").query).toEqual(emptyQuery);
  });

  it("completes names, and the values of each", () => {
    const known = {
      state: runStates,
      job: ["Daily brief", "Goals"],
      why: runTriggers,
      tag: [],
      since: ["today"],
      until: [],
    };
    const texts = (typed: string) => completionsOf(typed, known).completions.map((each) => each.text);
    expect(texts("timeout st")).toEqual(["state:"]);
    expect(texts("state:can")).toEqual(["state:cancelled "]);
    expect(texts("job:dai")).toEqual(['job:"Daily brief" ']);
    expect(texts('job:"Daily b')).toEqual(['job:"Daily brief" ']);
    expect(texts("w")).toEqual(["why:"]);
    expect(texts("why:us")).toEqual(["why:user "]);
    expect(texts("trigger:us")).toEqual(["why:user "]);
    expect(texts("constructor:")).toEqual([]);
    expect(texts("zzz")).toEqual([]);
    expect(completionsOf('job:"a b" sta', known).start).toBe(10);
  });
});
