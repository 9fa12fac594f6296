import { type RunTrigger, runTriggers } from "../../../../jobs/model/read-models/runs.ts";
import { type RunState, runStates } from "../../../../jobs/model/run-state.ts";

/** What is typed into the filter of the runs, taken apart. Jobs and times stay as they were typed. */
export type RunQuery = {
  readonly states: readonly RunState[];
  readonly jobs: readonly string[];
  readonly triggers: readonly RunTrigger[];
  readonly tags: readonly string[];
  readonly since: string | null;
  readonly until: string | null;
  readonly words: readonly string[];
};

export const emptyQuery: RunQuery = {
  states: [],
  jobs: [],
  triggers: [],
  tags: [],
  since: null,
  until: null,
  words: [],
};

export const filterKeys = ["state", "job", "why", "tag", "since", "until"] as const;
export type FilterKey = (typeof filterKeys)[number];

/** What a part was called before it had the name of its column: filters that somebody kept go on. */
const oldNames: ReadonlyMap<string, FilterKey> = new Map([["trigger", "why"]]);

export type ParsedQuery = {
  readonly query: RunQuery;
  /** What could not be understood, in sentences; the rest holds all the same. */
  readonly problems: readonly string[];
};

type Token = { readonly key: FilterKey | null; readonly value: string };

/** `state:failed job:"Daily brief" since:yesterday timeout`: a part narrows; what has no name is looked for as a word. */
export function parseQuery(text: string): ParsedQuery {
  const problems: string[] = [];
  const query = tokens(text).reduce((known, token) => withToken(known, token, problems), emptyQuery);
  return { query, problems };
}

function withToken(known: RunQuery, { key, value }: Token, problems: string[]): RunQuery {
  switch (key) {
    case null:
      return { ...known, words: [...known.words, value] };
    case "job":
      return { ...known, jobs: put(known.jobs, value) };
    case "tag":
      return { ...known, tags: put(known.tags, value) };
    case "since":
    case "until":
      return { ...known, [key]: value };
    case "state":
      return { ...known, states: put(known.states, knownAs(runStates, value, "state", problems)) };
    case "why":
      return { ...known, triggers: put(known.triggers, knownAs(runTriggers, value, "reason", problems)) };
  }
}

/** The query as it would be typed; `parseQuery` gives it back as it was. */
export function printQuery(query: RunQuery): string {
  const named = (key: FilterKey, values: readonly string[]) => values.map((value) => `${key}:${quoted(value)}`);
  return [
    ...named("state", query.states),
    ...named("job", query.jobs),
    ...named("why", query.triggers),
    ...named("tag", query.tags),
    ...named("since", query.since === null ? [] : [query.since]),
    ...named("until", query.until === null ? [] : [query.until]),
    ...query.words.map((word) => (keyOf(word) === null ? quoted(word) : `"${escaped(word)}"`)),
  ].join(" ");
}

export type Completion = {
  readonly label: string;
  /** What stands in the place of the token at the caret. */
  readonly text: string;
};

/** What may be meant at the end of the text, best first; none where nothing is known. */
export function completionsOf(
  text: string,
  known: Readonly<Record<FilterKey, readonly string[]>>,
): { readonly start: number; readonly completions: readonly Completion[] } {
  const start = lastTokenStart(text);
  const token = text.slice(start);
  const key = keyOf(token);
  if (key === null) {
    const fitting = token.startsWith('"') ? [] : filterKeys.filter((each) => each.startsWith(token.toLowerCase()));
    return { start, completions: fitting.map((each) => ({ label: `${each}:`, text: `${each}:` })) };
  }
  const typed = token
    .slice(token.indexOf(":") + 1)
    .replace(/^"/, "")
    .toLowerCase();
  const values = known[key].filter((value) => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed);
  return {
    start,
    completions: values.slice(0, 12).map((value) => ({ label: value, text: `${key}:${quoted(value)} ` })),
  };
}

function tokens(text: string): readonly Token[] {
  // A name with its value, or a word; the value of either may stand in quotes.
  const pattern =
    /(?:(state|job|why|trigger|tag|since|until):)?(?:"((?:[^"\\]|\\.)*)"?|(\S+))|(state|job|why|trigger|tag|since|until):(?=\s|$)/gis;
  return [...text.matchAll(pattern)].flatMap(([, key, inQuotes, bare]): Token[] => {
    const name = key === undefined ? null : keyNamed(key.toLowerCase());
    if (inQuotes === undefined && bare === undefined) return [];
    const value = inQuotes === undefined ? (bare ?? "") : inQuotes.replace(/\\(.)/gs, "$1");
    // A name that waits for its value says nothing yet.
    return value === "" ||
      (name === null &&
        inQuotes === undefined &&
        [...filterKeys, ...oldNames.keys()].some((each) => value === `${each}:`))
      ? []
      : [{ key: name, value }];
  });
}

function keyNamed(name: string): FilterKey | null {
  return filterKeys.find((each) => each === name) ?? oldNames.get(name) ?? null;
}

function lastTokenStart(text: string): number {
  let inQuotes = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\\" && inQuotes) at += 1;
    else if (sign === '"') inQuotes = !inQuotes;
    else if (!inQuotes && sign !== undefined && /\s/.test(sign)) start = at + 1;
  }
  return start;
}

function keyOf(token: string): FilterKey | null {
  const end = token.indexOf(":");
  return end < 0 ? null : keyNamed(token.slice(0, end).toLowerCase());
}

function quoted(value: string): string {
  return value !== "" && /^[^\s"\\]+$/.test(value) ? value : `"${escaped(value)}"`;
}

function escaped(value: string): string {
  return value.replace(/["\\]/g, "\\$&");
}

function put<T>(values: readonly T[], value: T | null): readonly T[] {
  return value === null || values.includes(value) ? values : [...values, value];
}

function knownAs<T extends string>(all: readonly T[], value: string, what: string, problems: string[]): T | null {
  const found = all.find((each) => each === value.toLowerCase());
  if (found === undefined) problems.push(`There is no ${what} "${value}". Known: ${all.join(", ")}.`);
  return found ?? null;
}
