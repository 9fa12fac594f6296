/** A stretch of time, UTC milliseconds. */
export type Span = { readonly from: number; readonly to: number };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How far one looks back, and as far ahead. */
export const zooms = [
  { id: "6h", label: "6 h", words: "6 hours", reachMs: 6 * hour },
  { id: "24h", label: "24 h", words: "24 hours", reachMs: day },
  { id: "7d", label: "7 d", words: "7 days", reachMs: 7 * day },
  { id: "30d", label: "30 d", words: "30 days", reachMs: 30 * day },
] as const;

export type ZoomId = (typeof zooms)[number]["id"];
export type Zoom = (typeof zooms)[number];

/** Pans and the passing of time move the window in such parts of it: what is drawn does not crawl. */
const partsOfWindow = 48;

export function zoomOf(id: ZoomId): Zoom {
  return zooms.find((zoom) => zoom.id === id) ?? zooms[1];
}

/** The next zoom in (-1) or out (1); the same at the ends. */
export function stepZoom(id: ZoomId, step: 1 | -1): ZoomId {
  const index = zooms.findIndex((zoom) => zoom.id === id);
  return zooms[Math.min(zooms.length - 1, Math.max(0, index + step))]?.id ?? id;
}

/** "Now" as the window takes it: it moves only now and then. */
export function anchorOf(now: number, { reachMs }: Pick<Zoom, "reachMs">): number {
  const partMs = (2 * reachMs) / partsOfWindow;
  return Math.floor(now / partMs) * partMs;
}

/** What is shown around `anchor`, moved by `panMs` (positive: into the future). */
export function windowAround(anchor: number, { reachMs }: Pick<Zoom, "reachMs">, panMs: number): Span {
  return { from: anchor + panMs - reachMs, to: anchor + panMs + reachMs };
}

/** Pixels from the left; outside of the window less than 0 or more than `width`. */
export function xOf(at: number, { from, to }: Span, width: number): number {
  return ((at - from) / (to - from)) * width;
}

/** The time at a place: the inverse of `xOf`. */
export function timeAt(x: number, { from, to }: Span, width: number): number {
  return width <= 0 ? from : from + (x / width) * (to - from);
}

export type Tick = {
  readonly at: number;
  readonly x: number;
  /** It is the beginning of a day. */
  readonly isDay: boolean;
};

/** Minutes between the lines of the grid that come into question. */
const stepsMinutes = [15, 30, 60, 120, 180, 360, 720, 1_440];
const mostDays = 400;

/**
 * The lines of the grid: full hours and days on the wall clock of a zone, also where its clocks change.
 *
 * @param clockMinutes minutes since midnight on the wall clock at a time
 * @param leastGap pixels between two lines, at least
 */
export function ticksOf(
  span: Span,
  { width, leastGap, clockMinutes }: { width: number; leastGap: number; clockMinutes: (at: number) => number },
): readonly Tick[] {
  if (width <= 0) return [];
  const wanted = timeAt(leastGap, span, width) - span.from;
  const step = stepsMinutes.find((minutes) => minutes * minute >= wanted) ?? 1_440;
  const everyNth = Math.max(1, Math.ceil(wanted / (step * minute)));
  const ticks: Tick[] = [];
  let at = nextOnClock(Math.ceil(span.from / minute) * minute - minute, step, clockMinutes);
  for (let index = 0; at < span.to && index < mostDays; index++) {
    if (index % everyNth === 0) ticks.push({ at, x: xOf(at, span, width), isDay: clockMinutes(at) === 0 });
    at = nextOnClock(at, step, clockMinutes);
  }
  return ticks;
}

/** The next time after `at` (a full minute) at which the wall clock shows a multiple of `step` minutes. */
function nextOnClock(at: number, step: number, clockMinutes: (at: number) => number): number {
  let next = at + (step - (clockMinutes(at) % step)) * minute;
  // Where the clocks have changed on the way, it is beside the mark, by an hour at most in nearly all zones.
  const beside = clockMinutes(next) % step;
  if (beside !== 0) next += (beside > step / 2 ? step - beside : -beside) * minute;
  return next > at ? next : at + step * minute;
}
