import type { SourceView } from "../../../../jobs/model/content/news-views.ts";
import type { TimeFormat } from "../../../format/time.ts";

/** How a source fares, in a line: "Fetched 4 m ago", "Failed 3 times in a row; tries again in 20 m: 503 from example.com". */
export function sourceLine(source: SourceView, times: TimeFormat, now: number): string {
  const { enabled, failures, lastError, disabledReason, lastSuccessAt, nextFetchAt } = source;
  if (!enabled) return `Off${disabledReason === null ? "" : `: ${disabledReason}`}`;
  if (failures > 0) {
    const many = failures === 1 ? "Failed" : `Failed ${failures} times in a row`;
    return `${many}; ${retryWords(nextFetchAt, times, now)}${lastError === null ? "" : `: ${lastError}`}`;
  }
  if (lastSuccessAt === null) return "Not fetched yet";
  return `Fetched ${times.sinceShort(lastSuccessAt, now)}`;
}

function retryWords(at: number, times: TimeFormat, now: number): string {
  if (at <= now) return "tries again now";
  const until = times.untilShort(at, now);
  return /^\d+ [a-z]/.test(until) ? `tries again in ${until}` : `tries again ${until}`;
}
