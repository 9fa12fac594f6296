import type { Progress } from "../../jobs/model/read-models/runs.ts";
import { number } from "../format/number.ts";

/** How far a run is; without a known end it only shows that something goes on. */
export function ProgressBar({ progress }: { readonly progress: Progress | null }) {
  const known = progress !== null && progress.total > 0;
  const share = known ? Math.min(1, Math.max(0, progress.done / progress.total)) : 0;
  const text = known
    ? `${number(progress.done)} of ${number(progress.total)}${progress.label ? ` · ${progress.label}` : ""}`
    : (progress?.label ?? "Working…");
  return (
    <div className="progress">
      <div
        className={known ? "progress-track" : "progress-track is-unknown"}
        role="progressbar"
        aria-label="Progress"
        aria-valuetext={text}
        {...(known ? { "aria-valuenow": progress.done, "aria-valuemin": 0, "aria-valuemax": progress.total } : {})}
      >
        <div className="progress-fill" style={known ? { transform: `scaleX(${share})` } : {}} />
      </div>
      <div className="progress-text">
        <span>{text}</span>
        {known && <span>{Math.floor(share * 100)} %</span>}
      </div>
    </div>
  );
}
