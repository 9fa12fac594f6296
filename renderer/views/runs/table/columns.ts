import { createStore, type Store } from "../../../state/store.ts";
import { clamp } from "../../../workbench/layout.ts";
import { browserStorage, type LayoutStorage } from "../../../workbench/layout-store.ts";

export const columnNames = ["job", "when", "why", "took", "tries", "tags", "result"] as const;
export type ColumnName = (typeof columnNames)[number];

type Column = { readonly title: string; readonly width: number };

/** In the order in which they stand; the last takes what is left. */
export const columns: Readonly<Record<ColumnName, Column>> = {
  job: { title: "Job", width: 180 },
  when: { title: "When", width: 150 },
  why: { title: "Why", width: 90 },
  took: { title: "Took", width: 80 },
  tries: { title: "Tries", width: 48 },
  tags: { title: "Tags", width: 90 },
  result: { title: "Result", width: 240 },
};

export type ColumnWidths = Readonly<Record<ColumnName, number>>;

export const columnLimits = { min: 40, max: 900 } as const;

const usual = Object.fromEntries(columnNames.map((name) => [name, columns[name].width])) as ColumnWidths;

/** Widths as they were kept; what is not there or makes no sense is as usual. */
export function parseWidths(text: string | null): ColumnWidths {
  const kept = readJson(text);
  const widths = columnNames.map((name) => {
    const width = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>)[name] : undefined;
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

/** What the grid is laid out by: the mark, the columns with their widths, and the last with the rest. */
export function templateOf(widths: ColumnWidths): string {
  const fixed = columnNames.slice(0, -1).map((name) => `${widths[name]}px`);
  return `24px ${fixed.join(" ")} minmax(${columns.result.width}px, 1fr)`;
}

function readJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    // Widths are a convenience: what cannot be read is as if it were not there.
    return null;
  }
}
