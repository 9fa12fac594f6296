import { describe, expect, it } from "vitest";
import { parseQuery } from "../../../../../renderer/views/runs/table/filter-language.ts";
import { resolveQuery } from "../../../../../renderer/views/runs/table/resolve-query.ts";

const now = Date.parse("2026-11-23T20:48:00Z");
const jobs = [
  { taskId: "sync-s3", title: "S3 → vector store" },
  { taskId: "brief", title: "Daily brief" },
  { taskId: "brief-weekly", title: "Weekly brief" },
  { taskId: "command:1a", title: "Say hi", script: { taskId: "command", scheduleId: "command:1a" } },
].map((job) => ({ script: null, ...job }));
const resolve = (text: string, zone = "Europe/Berlin") => resolveQuery(parseQuery(text).query, { jobs, now, zone });
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

describe("a filter of runs as the host is asked", () => {
  it.each([
    ["since:today", "2026-11-22T23:00:00.000Z", undefined],
    ["since:yesterday until:yesterday", "2026-11-21T23:00:00.000Z", "2026-11-22T23:00:00.000Z"],
    ["since:2026-10-25 until:2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
    ["since:2026-11-20T08:30", "2026-11-20T07:30:00.000Z", undefined],
    ["since:7d until:2h", "2026-11-16T20:48:00.000Z", "2026-11-23T18:48:00.000Z"],
    ["until:2026-12-31", undefined, "2026-12-31T23:00:00.000Z"],
  ])("takes %s by the clocks of the host", (text, since, until) => {
    const { filter, problems } = resolve(text);
    expect([iso(filter.since), iso(filter.until), problems]).toEqual([since, until, []]);
  });

  it("finds a job by its id, its title, or a part of it", () => {
    expect(resolve("job:brief").filter.taskIds).toEqual(["brief"]);
    expect(resolve('job:"daily BRIEF"').filter.taskIds).toEqual(["brief"]);
    expect(resolve("job:eekl job:sync").filter.taskIds).toEqual(["brief-weekly", "sync-s3"]);
    expect(resolve("job:ly").filter.taskIds).toEqual(["brief", "brief-weekly"]);
  });

  it("finds a script, and takes it for the schedule that it is", () => {
    expect(resolve('job:"say hi" job:brief').filter).toEqual({ scheduleIds: ["command:1a"], taskIds: ["brief"] });
    expect(resolve("job:command:1a").filter).toEqual({ scheduleIds: ["command:1a"] });
  });

  it("says what means nothing", () => {
    expect(resolve("job:nobody since:soon until:2026-13-01").problems).toHaveLength(3);
    expect(resolve("timeout").filter).toEqual({ words: ["timeout"] });
  });
});
