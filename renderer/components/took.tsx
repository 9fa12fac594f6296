import type { RunSummary } from "../../jobs/model/read-models/runs.ts";
import { duration, elapsed } from "../format/duration.ts";
import { useTimeText } from "../workbench/app-context.tsx";

/** How long a run took, or has been going on. */
export function Took({ run }: { readonly run: RunSummary }) {
  const running = useTimeText((now) => (run.status === "active" ? elapsed(now - (run.startedAt ?? now)) : ""));
  if (run.durationMs !== null) return duration(run.durationMs);
  return run.status === "active" ? running : "–";
}
