import { useCallback, useMemo } from "react";
import { useTimes } from "../../components/time-text.tsx";
import type { TimeFormat } from "../../format/time.ts";
import { useTimeText } from "../../workbench/app-context.tsx";
import { type Span, type Tick, ticksOf, xOf } from "./geometry.ts";
import type { Findings } from "./timeline-reader.ts";

const leastGap = 72;
/** Words above the lanes need so many pixels. */
const wordWidth = 72;
/** The beginnings of several jobs nearer than this are one line. */
const collisionGap = 3;

export function useTicks(span: Span, width: number): readonly Tick[] {
  const times = useTimes();
  return useMemo(
    () => ticksOf(span, { width, leastGap, clockMinutes: (at) => clockMinutes(times, at) }),
    [span, width, times],
  );
}

function clockMinutes(times: TimeFormat, at: number): number {
  const [hours = 0, minutes = 0] = times.clock(at).split(":").map(Number);
  return hours * 60 + minutes;
}

type BackdropProps = {
  readonly findings: Findings;
  readonly span: Span;
  readonly width: number;
  /** When the findings were made. */
  readonly now: number;
};

/** What lies behind the lanes: lines of time, gaps, collisions, and now. What it says is said in words elsewhere. */
export function Backdrop({ findings, span, width, now }: BackdropProps) {
  const ticks = useTicks(span, width);
  const nowX = xOf(now, span, width);
  let lastWord = Number.NEGATIVE_INFINITY;
  const isClear = (x: number): boolean => {
    const clear = x - lastWord > wordWidth && Math.abs(x - nowX) > wordWidth;
    if (clear) lastWord = x;
    return clear;
  };
  const collisions = useMemo(() => collisionXs(findings, span, width), [findings, span, width]);
  return (
    <div className="tl-backdrop" aria-hidden="true">
      {ticks.map(({ at, x, isDay }) => (
        <span key={at} className={isDay ? "tl-line is-day" : "tl-line"} style={{ left: x }} />
      ))}
      {findings.gaps.map(({ from, to, word }) => {
        const x = Math.max(0, xOf(from, span, width));
        const end = Math.min(width, xOf(to, span, width));
        if (end < 0 || x > width) return null;
        return (
          <span key={from} className="tl-gap" style={{ left: x - 2, width: Math.max(5, end - x + 5) }}>
            {isClear(x) && <span className="tl-gap-word">{word}</span>}
          </span>
        );
      })}
      {collisions.map((x) => (
        <span key={x} className="tl-collision" style={{ left: x }} />
      ))}
      <Now span={span} width={width} />
    </div>
  );
}

function collisionXs({ collisions }: Findings, span: Span, width: number): readonly number[] {
  const xs: number[] = [];
  for (const { at } of collisions) {
    const x = Math.round(xOf(at, span, width));
    if (x >= 0 && x <= width && x - (xs.at(-1) ?? -collisionGap) >= collisionGap) xs.push(x);
  }
  return xs;
}

/** The line between what was and what is to come; it goes on by itself, a pixel at a time. */
function Now({ span, width }: { readonly span: Span; readonly width: number }) {
  const times = useTimes();
  const write = useCallback(
    (now: number) => `${Math.round(xOf(now, span, width))} ${times.clock(now)}`,
    [span, width, times],
  );
  const [x = "0", clock] = useTimeText(write).split(" ");
  if (Number(x) < 0 || Number(x) > width) return null;
  return (
    <span className={Number(x) > width - 80 ? "tl-now is-late" : "tl-now"} style={{ left: Number(x) }}>
      <span className="tl-now-word">now {clock}</span>
    </span>
  );
}

/** The hours and days beneath the lanes. */
export function Scale({ span, width }: { readonly span: Span; readonly width: number }) {
  const times = useTimes();
  const ticks = useTicks(span, width);
  return (
    <div className="tl-scale" aria-hidden="true">
      {ticks.map(({ at, x, isDay }) => (
        <span key={at} className="tl-tick" style={{ left: x }}>
          {isDay ? times.date(at, at).replace(/,.*/, "") : times.clock(at)}
        </span>
      ))}
    </div>
  );
}
