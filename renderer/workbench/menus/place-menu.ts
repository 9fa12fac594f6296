export type Rect = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
export type Size = { readonly width: number; readonly height: number };

/** From the edge of the window. */
const margin = 4;

/**
 * Where a menu goes: beneath what it belongs to (or to its side), turned to the other side where there is no room, and
 * always within the window. What is too high scrolls.
 */
export function placeMenu(
  anchor: Rect,
  menu: Size,
  view: Size,
  side: "below" | "beside",
): { readonly left: number; readonly top: number; readonly maxHeight: number } {
  const wanted = side === "below" ? { left: anchor.left, top: anchor.bottom } : { left: anchor.right, top: anchor.top };
  const turned =
    side === "below"
      ? { left: anchor.right - menu.width, top: anchor.top - menu.height }
      : { left: anchor.left - menu.width, top: wanted.top };
  const left = fits(wanted.left, menu.width, view.width) ? wanted.left : turned.left;
  const top = fits(wanted.top, menu.height, view.height) || turned.top < margin ? wanted.top : turned.top;
  return {
    left: within(left, menu.width, view.width),
    top: within(top, menu.height, view.height),
    maxHeight: view.height - 2 * margin,
  };
}

function fits(start: number, length: number, available: number): boolean {
  return start >= margin && start + length <= available - margin;
}

function within(start: number, length: number, available: number): number {
  return Math.round(Math.max(margin, Math.min(start, available - margin - length)));
}
