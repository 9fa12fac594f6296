import { duration } from "../../format/duration.ts";
import { bytes, number } from "../../format/number.ts";
import { humanName } from "../../format/words.ts";

export type OutputFigure = { readonly name: string; readonly value: string };
export type OutputEntry = { readonly name: string; readonly why: string };
export type OutputList = { readonly title: string; readonly entries: readonly OutputEntry[] };

export type OutputText = { readonly title: string; readonly text: string };

/** What a run gave back, cut into what a page can show best. */
export type Output = {
  readonly figures: readonly OutputFigure[];
  /** Lists of things with a reason each: skipped files, failed files. Empty ones are left out. */
  readonly lists: readonly OutputList[];
  /** What a program printed, a page that was fetched: texts to be read as such. */
  readonly texts: readonly OutputText[];
  /** Everything else, as it is; null when there is nothing else. */
  readonly rest: Readonly<Record<string, unknown>> | string | null;
};

/** A text of one line and no more characters than this is a figure. */
const longestFigure = 60;

/** What a task measured of itself: the page says at its head how long the run took, and two times that differ confuse. */
const ownDuration = "durationMs";

/** Numbers and short texts become figures, long texts stay texts, lists of reasons become lists, whatever a task gives back. Pure. */
export function readOutput(output: unknown): Output {
  if (output === null || output === undefined) return { figures: [], lists: [], texts: [], rest: null };
  if (typeof output !== "object" || Array.isArray(output))
    return { figures: [], lists: [], texts: [], rest: asText(output) };
  const figures: OutputFigure[] = [];
  const lists: OutputList[] = [];
  const texts: OutputText[] = [];
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(output)) {
    if (key === ownDuration) continue;
    const entries = toEntries(value);
    const figure = figureOf(key, value);
    if (figure) figures.push(figure);
    else if (typeof value === "string") texts.push({ title: humanName(key), text: value });
    else if (entries) lists.push({ title: humanName(key), entries });
    else if (!isEmpty(value)) rest[key] = value;
  }
  return {
    figures: figures.filter(({ value }) => value !== ""),
    texts,
    lists: lists.filter((list) => list.entries.length > 0),
    rest: Object.keys(rest).length === 0 ? null : rest,
  };
}

/** Undefined when it is nothing that a line can say. */
function figureOf(key: string, value: unknown): OutputFigure | undefined {
  if (typeof value === "number") return measure(key, value);
  if (typeof value === "boolean") return { name: humanName(key), value: value ? "yes" : "no" };
  return typeof value === "string" && isShort(value) ? { name: humanName(key), value: value.trim() } : undefined;
}

function isShort(text: string): boolean {
  return text.trim().length <= longestFigure && !text.trim().includes("\n");
}

function measure(key: string, value: number): OutputFigure {
  if (/ms$/i.test(key)) return { name: humanName(key.replace(/_?ms$/i, "")), value: duration(value) };
  if (/bytes$/i.test(key)) return { name: humanName(key), value: bytes(value) };
  return { name: humanName(key), value: number(value) };
}

/** Undefined when it is not a list of things that name themselves and say why. */
function toEntries(value: unknown): readonly OutputEntry[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const entries = value.map(toEntry);
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

function toEntry(value: unknown): OutputEntry | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  const name = fields.key ?? fields.name ?? fields.id;
  const why = fields.reason ?? fields.error ?? fields.message;
  if (typeof name !== "string" || typeof why !== "string") return undefined;
  const tries = typeof fields.attempts === "number" && fields.attempts > 1 ? ` (${fields.attempts} tries)` : "";
  return { name, why: `${why}${tries}` };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
