import { nextIndex } from "../../../components/roving.ts";

type Place = {
  readonly index: number;
  readonly count: number;
  /** Rows that are seen at once, less one. */
  readonly page: number;
};

/** The row that a key goes to: arrows, Home, End, and a page up or down; undefined for other keys. */
export function stepOf(key: string, { index, count, page }: Place): number | undefined {
  if (count === 0) return undefined;
  if (key === "PageDown") return Math.min(count - 1, index + page);
  if (key === "PageUp") return Math.max(0, index - page);
  return nextIndex(key, { index, count, orientation: "vertical" });
}
