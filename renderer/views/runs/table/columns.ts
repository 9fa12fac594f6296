import { keptFields } from "../../../state/fields-of.ts";
import { createStore, type Store } from "../../../state/store.ts";
import { clamp } from "../../../workbench/layout.ts";
import { browserStorage, type LayoutStorage } from "../../../workbench/layout-store.ts";

export const columnNames = ["job", "when", "why", "took", "tries", "tags", "result"] as const;
export type ColumnName = (typeof columnNames)[number];

type Column = {
  readonly title: string;
  readonly width: number;
  /** How narrow it may become where there is little room. */
  readonly least: number;
};

/** In the order in which they stand; the last takes what is left. */
export const columns: Readonly<Record<ColumnName, Column>> = {
  job: { title: "Job", width: 180, least: 110 },
  when: { title: "When", width: 150, least: 118 },
  why: { title: "Why", width: 90, least: 64 },
  took: { title: "Took", width: 88, least: 72 },
  tries: { title: "Tries", width: 60, least: 56 },
  tags: { title: "Tags", width: 90, least: 64 },
  result: { title: "Result", width: 240, least: 140 },
};

export type ColumnWidths = Readonly<Record<ColumnName, number>>;

export const columnLimits = { min: 40, max: 900 } as const;

const usual = Object.fromEntries(columnNames.map((name) => [name, columns[name].width])) as ColumnWidths;

/** Widths as they were kept; what is not there or makes no sense is as usual. */
export function parseWidths(text: string | null): ColumnWidths {
  const kept = keptFields(text);
  const widths = columnNames.map((name) => {
    const width = kept[name];
    return [name, typeof width === "number" && Number.isFinite(width) ? clamp(width, columnLimits) : usual[name]];
  });
  return Object.fromEntries(widths) as ColumnWidths;
}

/** The widths of the columns, kept with every change. */
export function createWidths(storage: LayoutStorage): Store<ColumnWidths> & { readonly stop: () => void } {
  const store = createStore(parseWidths(storage.read()));
  const stop = store.subscribe(() => storage.write(JSON.stringify(store.get())));
  return { ...store, stop };
}

export function keptWidths(): ReturnType<typeof createWidths> {
  return createWidths(browserStorage(window.localStorage, "jobdeck.runs-columns"));
}

/** Left out in this order where there is no room for all: the page of the run has them, too. */
const dispensable: readonly ColumnName[] = ["tags", "tries", "why", "took"];
/** The mark, and what is free at both sides. */
const besideColumns = 48;

/** The columns that there is room for in so many pixels; 0 while the room is not known. */
export function shownColumns(widths: ColumnWidths, room: number): readonly ColumnName[] {
  const leastOf = (names: readonly ColumnName[]) =>
    names.reduce((sum, name) => sum + leastWidth(name, widths), besideColumns);
  let shown: readonly ColumnName[] = columnNames;
  for (const name of dispensable) {
    if (room === 0 || leastOf(shown) <= room) return shown;
    shown = shown.filter((each) => each !== name);
  }
  return shown;
}

/** What the grid is laid out by: the mark, the columns with at most their widths, and the last with the rest. */
export function templateOf(widths: ColumnWidths, shown: readonly ColumnName[]): string {
  const tracks = shown.map((name) => {
    const most = name === "result" ? "1fr" : `${widths[name]}px`;
    return `minmax(${leastWidth(name, widths)}px, ${most})`;
  });
  return `24px ${tracks.join(" ")}`;
}

function leastWidth(name: ColumnName, widths: ColumnWidths): number {
  return Math.min(widths[name], columns[name].least);
}
