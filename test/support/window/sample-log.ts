import type { LogLine } from "../../../jobs/model/log.ts";
import type { RunDetail } from "../../../jobs/model/read-models/runs.ts";

const logTexts: readonly (readonly [LogLine["level"], string])[] = [
  ["info", "Listing notes (s3.us-west-000) …"],
  ["debug", "GET https://s3.us-west-000.backblazeb2.com/notes?list-type=2&max-keys=1000"],
  ["info", "1 204 objects, 1 201 Markdown, 38 changed since last sync"],
  ["warn", "Skipped archive/2019-dump.md: 14.2 MiB is over the limit of 10 MiB"],
  ["info", "Batch 1 of 2: 20 files uploaded (1.8 MiB)"],
  ["warn", "Upload of daily/2026-11-22.md failed (429), try 2 of 3 in 100 ms"],
  ["info", "Batch 2 of 2: 18 files uploaded (0.9 MiB)"],
  [
    "error",
    "S3: InvalidAccessKeyId for key 004c81f0a2…\n    at listObjects (list-objects.ts:41:9)\n    at syncS3 (sync-s3.ts:63:18)",
  ],
];

/** The log of a run that has ended: its lines spread over the time that it took. */
export function sampleLog(run: RunDetail, count: number): readonly LogLine[] {
  const start = run.startedAt ?? run.createdAt;
  const step = (run.durationMs ?? 1_000) / count;
  return Array.from({ length: count }, (_, index): LogLine => {
    const last = index === count - 1;
    if (last && run.status === "failed")
      return { seq: count, at: Math.round(start + index * step), level: "error", message: logTexts[7]?.[1] ?? "" };
    if (last)
      return {
        seq: count,
        at: Math.round(start + index * step),
        level: "info",
        message: `done=38 skipped=3 failed=0 in ${run.durationMs} ms`,
      };
    const [level, message] = logTexts[index % 7] ?? ["info", ""];
    return {
      seq: index + 1,
      at: Math.round(start + index * step),
      level,
      message: index < 7 ? message : `${message} (${index})`,
    };
  });
}
