import { describe, expect, it } from "vitest";
import type { TimelineJob } from "../../../../jobs/model/timeline.ts";
import { createTimeFormat } from "../../../../renderer/format/time.ts";
import { createLaneContents } from "../../../../renderer/views/timeline/lane-content.ts";

const now = Date.UTC(2026, 10, 27, 12);
const job: TimelineJob = {
  ...{ taskId: "job", runs: [], parts: [], notRun: [], morePredicted: false },
  ...{ predicted: [now + 60_000, now + 3_600_000], usualMs: { p50: 4_000, p90: 5_000 } },
};
const contents = () =>
  createLaneContents({
    ...{ span: { from: now - 86_400_000, to: now + 86_400_000 }, width: 900, times: createTimeFormat("UTC"), now },
  });

describe("the content of a lane", () => {
  it("has words for every mark, and the usual duration", () => {
    const { marks, labels, aside } = contents()(job, { title: "Sync", paused: false });
    expect(marks).toHaveLength(2);
    expect(labels).toEqual([
      "Sync, today 12:01, planned, usually takes 4 s",
      "Sync, today 13:00, planned, usually takes 4 s",
    ]);
    expect(aside).toBe("≈ 4 s");
    expect(contents()(job, { title: "Sync", paused: true }).aside).toBe("paused");
    expect(contents()({ ...job, usualMs: null }, { title: "Sync", paused: false }).aside).toBe("");
  });

  it("is the same again as long as nothing of it has changed", () => {
    const contentOf = contents();
    const first = contentOf(job, { title: "Sync", paused: false });
    const again = contentOf(job, { title: "Sync", paused: false });
    expect(again).toBe(first);
    expect(again.marks).toBe(first.marks);
    expect(contentOf(job, { title: "Other", paused: false })).not.toBe(first);
    expect(contentOf({ ...job }, { title: "Sync", paused: false })).not.toBe(first);
  });
});
