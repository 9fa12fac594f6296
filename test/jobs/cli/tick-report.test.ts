import { describe, expect, it } from "vitest";
import { jobEnd, jobHead, tickHead, tickSummary } from "../../../jobs/cli/tick-report.ts";

const good = { id: "ingest-rss", status: "completed", durationMs: 5234 } as const;
const bad = {
  id: "analyze-news",
  status: "failed",
  durationMs: 18234,
  error: "OpenAI API rate limit exceeded",
} as const;
const rule = "=".repeat(60);

describe("the report of a tick", () => {
  it("begins with when it was started", () => {
    expect(tickHead(Date.UTC(2024, 0, 15, 10))).toEqual([
      "🚀 BACKGROUND JOB RUNNER",
      rule,
      "Started at: 2024-01-15T10:00:00.000Z",
    ]);
  });

  it("frames each job with its beginning and its end", () => {
    expect(jobHead("ingest-rss")).toEqual(["", rule, "🔄 Starting job: ingest-rss", rule]);
    expect(jobEnd(good)).toBe("✅ Job completed: ingest-rss (5234ms)");
    expect(jobEnd(bad)).toBe("❌ Job failed: analyze-news (18234ms): OpenAI API rate limit exceeded");
  });

  it("ends with the sum, and names no failed job when there is none", () => {
    expect(tickSummary([good], 45230)).toEqual([
      "",
      rule,
      "📊 JOB RUN SUMMARY",
      rule,
      "Total duration: 45230ms",
      "Successful jobs: 1/1",
      "Failed jobs: 0/1",
      "",
      "Job details:",
      "  ✅ ingest-rss: 5234ms",
      rule,
    ]);
  });

  it("says of every failed job why", () => {
    const lines = tickSummary([good, bad], 35230);
    expect(lines).toEqual(
      expect.arrayContaining([
        "Failed jobs: 1/2",
        "  - analyze-news: OpenAI API rate limit exceeded",
        "  ❌ analyze-news: 18234ms",
      ]),
    );
  });
});
