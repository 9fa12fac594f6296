import type { JobSummary } from "../../jobs/model/read-models.ts";
import { counted } from "../format/number.ts";

type SparklineProps = {
  readonly runs: JobSummary["recent"];
  readonly height: number;
  readonly barWidth: number;
  readonly gap: number;
  /** At most so many bars; it is as wide as those that there are. */
  readonly bars: number;
};

/** Recent durations, the newest at the right; runs that failed are red. */
export function Sparkline({ runs, height, barWidth, gap, bars }: SparklineProps) {
  const shown = runs.slice(-bars);
  if (shown.length === 0) return null;
  const failed = shown.filter((run) => run.status === "failed").length;
  const name = `Last ${counted(shown.length, "run")}, ${failed === 0 ? "none" : failed} failed`;
  const longest = Math.max(1, ...shown.map((run) => run.durationMs));
  const width = shown.length * (barWidth + gap) - gap;
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={name}
    >
      <title>{name}</title>
      {shown.map((run, index) => {
        // Even the shortest run is to be seen, and a failure more so.
        const least = run.status === "failed" ? 5 : 2;
        const size = Math.max(least, Math.round((run.durationMs / longest) * height));
        return (
          <rect
            key={run.id}
            className={`bar bar-${barKind(run)}`}
            x={index * (barWidth + gap)}
            y={height - size}
            width={barWidth}
            height={size}
          />
        );
      })}
    </svg>
  );
}

function barKind(run: JobSummary["recent"][number]): string {
  if (run.status === "failed") return "failed";
  return run.outcome === "warnings" ? "warnings" : "plain";
}
