import type { JobSummary } from "../../jobs/model/read-models/jobs.ts";
import { counted } from "../format/number.ts";

type SparklineProps = {
  readonly runs: JobSummary["recent"];
  readonly height: number;
  readonly barWidth: number;
  readonly gap: number;
  /** At most so many bars; it is as wide as those that there are. */
  readonly bars: number;
};

type Run = JobSummary["recent"][number];

const kinds = ["plain", "warnings", "failed"] as const;

/**
 * Recent durations, the newest at the right; runs that failed are red. The bars of a kind are one element: a list of jobs that is
 * scrolled draws hundreds of these pictures.
 */
export function Sparkline({ runs, height, barWidth, gap, bars }: SparklineProps) {
  const shown = runs.slice(-bars);
  if (shown.length === 0) return null;
  const failed = shown.filter((run) => run.status === "failed").length;
  const name = `Last ${counted(shown.length, "run")}, ${failed === 0 ? "none" : failed} failed`;
  const longest = Math.max(1, ...shown.map((run) => run.durationMs));
  const width = shown.length * (barWidth + gap) - gap;
  const barPath = ({ status, durationMs }: Run, index: number): string => {
    // Even the shortest run is to be seen, and a failure more so.
    const least = status === "failed" ? 5 : 2;
    const size = Math.max(least, Math.round((durationMs / longest) * height));
    return `M${index * (barWidth + gap)} ${height - size}h${barWidth}v${size}h-${barWidth}z`;
  };
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
      {kinds.map((kind) => {
        const drawn = shown.map((run, index) => (barKind(run) === kind ? barPath(run, index) : "")).join("");
        return drawn === "" ? null : <path key={kind} className={`bar bar-${kind}`} d={drawn} />;
      })}
    </svg>
  );
}

function barKind(run: Run): (typeof kinds)[number] {
  if (run.status === "failed") return "failed";
  return run.outcome === "warnings" ? "warnings" : "plain";
}
