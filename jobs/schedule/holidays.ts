import type { IcsEvent } from "./ics.ts";
import { type Budget, startsWithin } from "./ics-recurrence.ts";
import { instantOf, wallAt } from "./wall-clock.ts";

type Span = { readonly from: number; readonly until: number; readonly name: string };

const dayMs = 86_400_000;
/** For one year of one list: what does not fit is left out, so that no file holds the host up. */
const periodsAYear = 200_000;
const keptYears = 200;

/** The name of the holiday that an instant lies in, on the clocks of a zone; undefined when there is none. */
export type HolidayLookup = (at: number, zone: string) => string | undefined;

/** Looks up the events of a calendar; each year is worked out when it is first asked for. */
export function createHolidayLookup(events: readonly IcsEvent[]): HolidayLookup {
  const years = new Map<string, readonly Span[]>();
  const yearOf = (year: number, zone: string): readonly Span[] => {
    const key = `${year} ${zone}`;
    const known = years.get(key);
    if (known) return known;
    if (years.size >= keptYears) years.clear();
    const spans = spansOf(events, year, zone);
    years.set(key, spans);
    return spans;
  };
  return (at, zone) => {
    const wall = wallAt(at, zone);
    const spans = yearOf(new Date(wall).getUTCFullYear(), zone);
    return spanAt(spans, wall)?.name;
  };
}

/** The span that this wall time lies in, of spans in their order that do not overlap. */
function spanAt(spans: readonly Span[], wall: number): Span | undefined {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.until ?? 0) <= wall) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span && span.from <= wall ? span : undefined;
}

/** In their order, without overlaps: of two at one time the one that began first counts. */
function apart(spans: readonly Span[]): readonly Span[] {
  const found: Span[] = [];
  let covered = Number.NEGATIVE_INFINITY;
  for (const { from, until, name } of spans.toSorted((a, b) => a.from - b.from)) {
    if (until <= covered) continue;
    found.push({ from: Math.max(from, covered), until, name });
    covered = until;
  }
  return found;
}

function spansOf(events: readonly IcsEvent[], year: number, zone: string): readonly Span[] {
  const [begin, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  const budget: Budget = { left: periodsAYear };
  const spans = events
    .flatMap((event) => {
      // The event's clocks may show another day than those of the schedule.
      const window = { from: begin - event.lengthMs - 2 * dayMs, until: end + 2 * dayMs, budget };
      return startsOf(event, window).map((start) => toSpan(event, start, zone));
    })
    .filter(({ from, until }) => until > begin && from < end);
  return apart(spans);
}

function startsOf(event: IcsEvent, window: Parameters<typeof startsWithin>[1]): readonly number[] {
  const { start, rule, also, except } = event;
  const own = rule === null ? [start] : startsWithin({ start, rule }, window);
  const leftOut = new Set(except);
  return [...own, ...also].filter((at) => at >= window.from && at < window.until && !leftOut.has(at));
}

function toSpan({ name, lengthMs, zone: own }: IcsEvent, start: number, zone: string): Span {
  const here = (wall: number) => (own === null || own === zone ? wall : wallAt(instantOf(wall, own), zone));
  return { name, from: here(start), until: here(start + lengthMs) };
}
