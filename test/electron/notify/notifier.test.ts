import { describe, expect, it } from "vitest";
import type { Shown } from "../../../electron/notify/digest.ts";
import { createNotifier, type NotificationEvents } from "../../../electron/notify/notifier.ts";
import type { RunSummary } from "../../../jobs/model/read-models.ts";
import { aFailedRun, aRun, aSnapshot } from "../../support/desktop/samples.ts";

function setUp() {
  const clock = { time: 0 };
  const shown: { shown: Shown; silent: boolean; events: NotificationEvents; closed: boolean }[] = [];
  const done: string[] = [];
  const looksAt = { runId: "" };
  const notifier = createNotifier({
    clock: { now: () => clock.time },
    show: (what, silent, events) => {
      const entry = { shown: what, silent, events, closed: false };
      shown.push(entry);
      return {
        close: () => {
          entry.closed = true;
        },
      };
    },
    isShowing: (runId) => looksAt.runId === runId,
    openRun: (runId) => done.push(`open ${runId}`),
    openJobs: () => done.push("jobs"),
    retry: (runId) => done.push(`retry ${runId}`),
  });
  notifier.begin(aSnapshot([]));
  const run = (next: RunSummary): void => notifier.handle({ type: "run", run: next });
  return { clock, shown, done, looksAt, notifier, run };
}

const news = { taskId: "news", taskTitle: "News" };

describe("createNotifier", () => {
  it("shows a failure at once; a click opens the run and Retry tries it again", () => {
    const { run, shown, done } = setUp();
    run(aFailedRun("no network"));
    expect(shown.map((entry) => [entry.shown, entry.silent])).toEqual([
      [{ title: "S3 sync", body: "no network", runId: "run-1", canRetry: true }, false],
    ]);
    shown[0]?.events.onOpen();
    shown[0]?.events.onRetry();
    expect(done).toEqual(["open run-1", "retry run-1"]);
  });

  it("makes one of several within a minute, without a second sound", () => {
    const { run, shown, clock, done } = setUp();
    run(aFailedRun("no network"));
    clock.time = 59_000;
    run(aFailedRun("no feed", { id: "b", ...news }));
    expect(shown[0]?.closed).toBe(true);
    expect(shown[1]).toMatchObject({
      silent: true,
      shown: { title: "2 jobs fail", body: "S3 sync: no network\nNews: no feed", runId: null, canRetry: false },
    });
    shown[1]?.events.onOpen();
    expect(done).toEqual(["jobs"]);
  });

  it("shows a new one after the minute", () => {
    const { run, shown, clock } = setUp();
    run(aFailedRun("no network"));
    clock.time = 60_000;
    run(aFailedRun("no feed", { id: "b", ...news }));
    expect(shown[0]?.closed).toBe(false);
    expect(shown[1]).toMatchObject({ silent: false, shown: { title: "News" } });
  });

  it("replaces a job's failure by its recovery", () => {
    const { run, shown } = setUp();
    run(aFailedRun("no network"));
    run(aRun({ id: "b" }));
    expect(shown[1]?.shown).toEqual({ title: "S3 sync", body: "Works again.", runId: "b", canRetry: false });
  });

  it("does not bring back what the user has opened", () => {
    const { run, shown } = setUp();
    run(aFailedRun("no network"));
    shown[0]?.events.onOpen();
    run(aFailedRun("no feed", { id: "b", ...news }));
    expect(shown[1]?.shown.title).toBe("News");
  });

  it("is silent about a run that the user looks at", () => {
    const { run, shown, looksAt } = setUp();
    looksAt.runId = "run-1";
    run(aFailedRun("no network"));
    expect(shown).toEqual([]);
  });

  it("is silent while turned off, and says nothing old when turned on again", () => {
    const { run, shown, notifier } = setUp();
    notifier.setEnabled(false);
    run(aFailedRun("no network"));
    notifier.setEnabled(true);
    run(aFailedRun("no network", { id: "b" }));
    expect(shown).toEqual([]);
  });
});
