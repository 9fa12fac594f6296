import { readFileSync } from "node:fs";
import { z } from "zod";
import { writeAtomically } from "../../jobs/files/atomic-write.ts";

export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Where the window was and is to be again. Without a place the system chooses one. */
export type WindowState = {
  readonly width: number;
  readonly height: number;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly maximized: boolean;
  /** How much larger everything is drawn; default 1. */
  readonly zoom?: number | undefined;
};

export const smallestWindow = { width: 640, height: 400 } as const;

const firstState: WindowState = { width: 1280, height: 800, maximized: false };

/** So much of the title bar must be on a display for the user to be able to drag the window. */
const graspable = 100;

const length = z.number().int().min(1).max(100_000);
const place = z.number().int().min(-100_000).max(100_000);
const stateSchema = z.object({
  width: length,
  height: length,
  x: place.optional(),
  y: place.optional(),
  maximized: z.boolean(),
  zoom: z.number().min(0.5).max(2).optional(),
});

/**
 * The remembered state, or the first one: where a window stood is not worth an error. At once, because a window that waits
 * for a file would be made after the host has started, which holds everything up.
 */
export function readWindowState(file: string): WindowState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return firstState;
  }
}

export async function saveWindowState(file: string, state: WindowState): Promise<void> {
  await writeAtomically(file, `${JSON.stringify(state)}\n`);
}

/**
 * The state as it can be shown now: not larger than the display it is on, and with its title bar within reach. Displays
 * are unplugged, and a window that nobody can see looks like a program that does not start.
 *
 * @param displays the work areas of all displays, the primary one first
 */
export function fitToDisplays(state: WindowState, displays: readonly Bounds[]): WindowState {
  const { x, y } = state;
  const home =
    x === undefined || y === undefined ? undefined : displays.find((area) => reaches({ ...state, x, y }, area));
  const area = home ?? displays[0];
  if (area === undefined) return { ...state, x: undefined, y: undefined };
  const size = {
    width: within(state.width, smallestWindow.width, area.width),
    height: within(state.height, smallestWindow.height, area.height),
    maximized: state.maximized,
  };
  if (home === undefined || x === undefined || y === undefined) return { ...size, x: undefined, y: undefined };
  return { ...size, x, y: Math.max(y, area.y) };
}

function reaches(bounds: Bounds, area: Bounds): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return across >= graspable && bounds.y >= area.y - graspable && bounds.y <= area.y + area.height - graspable;
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
