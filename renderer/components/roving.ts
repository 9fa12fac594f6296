import type { KeyboardEvent } from "react";

/** The next place in a list for an arrow, Home or End key; undefined for other keys. */
export function nextIndex(
  key: string,
  { index, count, orientation }: { readonly index: number; readonly count: number; readonly orientation: Orientation },
): number | undefined {
  const [back, forth] = orientation === "vertical" ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  if (count === 0) return undefined;
  if (key === back) return Math.max(0, index - 1);
  if (key === forth) return Math.min(count - 1, index + 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}

export type Orientation = "vertical" | "horizontal";

/**
 * Moves the focus among the elements that match `selector` inside the element that handles the event. Gives the element
 * that has the focus now, or undefined when the key moves nothing.
 */
export function moveFocus(
  event: KeyboardEvent<HTMLElement>,
  selector: string,
  orientation: Orientation,
): HTMLElement | undefined {
  const elements = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const index = elements.findIndex((element) => element.contains(event.target as Node));
  if (index === -1) return undefined;
  const next = nextIndex(event.key, { index, count: elements.length, orientation });
  const target = next === undefined ? undefined : elements[next];
  if (!target) return undefined;
  event.preventDefault();
  target.focus();
  return target;
}
