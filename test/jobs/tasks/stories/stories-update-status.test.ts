import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createStories } from "../../../../jobs/content/stories.ts";
import { storiesUpdateStatus } from "../../../../jobs/tasks/stories/stories-update-status.ts";
import { storyStatus } from "../../../../jobs/tasks/stories/story-status.ts";
import type { WorkOutput } from "../../../../jobs/tasks/work-report.ts";
import { addItems, openTestContent } from "../../../support/open-content.ts";
import { runTask } from "../../../support/run-task.ts";
import { tempHome } from "../../../support/temp-home.ts";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 10, 27, 12);
afterEach(() => vi.useRealTimers());

describe("the status of a story", () => {
  const times = { developingMs: day, archiveMs: 7 * day };
  const at = (now: number, itemCount = 2) => storyStatus({ firstAt: 0, lastAt: hour, itemCount }, times, now);

  it.each([
    ["new", at(2 * hour)],
    ["developing", at(2 * hour, 3)],
    ["developing", at(20 * hour)],
    ["settled", at(hour + day)],
    ["archived", at(hour + 7 * day)],
  ])("is %s", (expected, status) => expect(status).toBe(expected));
});

describe("stories-update-status", () => {
  it("moves stories on as time goes by, once", async () => {
    const home = tempHome();
    const content = openTestContent(home);
    const stories = createStories(content);
    const run = async (now: number) => {
      vi.useFakeTimers({ toFake: ["Date"], now });
      return runTask<WorkOutput>(storiesUpdateStatus, { contentPath: path.join(home, "content.db") });
    };
    expect((await run(start)).report).toMatchObject({ outcome: "skipped" });
    const [a = 0, b = 0] = await addItems(content, [{}, {}]);
    const id = await stories.begin([{ id: a, title: "A", publishedAt: start }], start);
    for (const [now, status] of [
      [start + 7 * hour, "developing"],
      [start + 25 * hour, "settled"],
      [start + 8 * day, "archived"],
    ] as const) {
      expect((await run(now)).output).toMatchObject({ done: 1, skipped: 0 });
      expect(await stories.get(id)).toMatchObject({ status });
      expect((await run(now)).output).toMatchObject({ done: 0 });
    }
    await stories.join(id, [{ id: b, title: "B", publishedAt: start + 8 * day }], start + 8 * day);
    expect(await stories.get(id)).toMatchObject({ status: "developing" });
  });
});
