import { type KeyboardEvent, useId, useState } from "react";
import { nextIndex } from "../roving.ts";
import "./bar-chart.css";

export type Bar = { readonly key: string; readonly label: string; readonly value: number };

type BarChartProps = {
  readonly title: string;
  /** What the picture says, in a sentence: read out in its place. */
  readonly summary: string;
  /** From left to right; values of 0 and more. */
  readonly bars: readonly Bar[];
  readonly format: (value: number) => string;
  /** A line across, for example a budget. */
  readonly limit?: { readonly value: number; readonly label: string };
  /** Headings of the table that says the same. */
  readonly columns: readonly [string, string];
};

const height = 140;

/** Values over time as bars. The arrows read them out one by one, and the same is there as a table. */
export function BarChart({ title, summary, bars, format, limit, columns }: BarChartProps) {
  const id = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const most = Math.max(...bars.map(({ value }) => value), limit?.value ?? 0, Number.MIN_VALUE);
  const top = (value: number) => height - (value / most) * height;
  const step = 100 / Math.max(1, bars.length);
  const bar = chosen === null ? undefined : bars[chosen];
  const press = (event: KeyboardEvent) => {
    const count = bars.length;
    const next = nextIndex(event.key, { index: chosen ?? count, count, orientation: "horizontal" });
    if (next === undefined) return;
    setChosen(next);
    event.preventDefault();
  };
  return (
    <figure className="bar-chart">
      <figcaption className="bar-chart-caption">
        <span id={id}>{title}</span>
        <output className="dim">{bar ? `${bar.label}: ${format(bar.value)}` : ""}</output>
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in */}
      <div
        className="bar-chart-box"
        role="group"
        aria-label={`${title}. ${summary} The arrow keys read out one bar after the other.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go from bar to bar
        tabIndex={0}
        onKeyDown={press}
        onMouseLeave={() => setChosen(null)}
      >
        <svg viewBox={`0 0 100 ${height}`} height={height} preserveAspectRatio="none" aria-hidden="true">
          {bars.map(({ key, value }, index) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: by keys the same is had from the box around it
            <g key={key} onMouseEnter={() => setChosen(index)}>
              <rect className="bar-chart-column" x={index * step} y={0} width={step} height={height} />
              <rect
                className={index === chosen ? "bar-chart-bar is-chosen" : "bar-chart-bar"}
                x={index * step + step * 0.15}
                y={Math.min(top(value), value > 0 ? height - 1 : height)}
                width={step * 0.7}
                height={height}
              />
            </g>
          ))}
          {limit && <line className="bar-chart-limit" x1={0} x2={100} y1={top(limit.value)} y2={top(limit.value)} />}
        </svg>
        <span className="bar-chart-most">{format(most)}</span>
      </div>
      <div className="bar-chart-ends dim">
        <span>{bars[0]?.label}</span>
        {limit && <span className="bar-chart-limit-label">{limit.label}</span>}
        <span>{bars.at(-1)?.label}</span>
      </div>
      <details className="bar-chart-table">
        <summary>As a table</summary>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{columns[0]}</th>
              <th scope="col">{columns[1]}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ key, label, value }) => (
              <tr key={key}>
                <td>{label}</td>
                <td>{format(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
