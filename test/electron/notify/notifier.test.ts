import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Shown } from "../../../electron/notify/digest.ts";
import { createNotifier, type NotificationEvents } from "../../../electron/notify/notifier.ts";
import { defaultNotifySettings, type NotifySettings } from "../../../electron/notify/notify-rule.ts";
import type { Snapshot } from "../../../jobs/model/read-models/host.ts";
import type { JobSummary } from "../../../jobs/model/read-models/jobs.ts";
import type { RunSummary } from "../../../jobs/model/read-models/runs.ts";
import { aFailedRun, aJob, aRun, aScript, aSnapshot } from "../../support/desktop/samples.ts";

const second = 1_000;
const hour = 3_600_000;

function setUp({ settings = {}, at = new Date(2026, 10, 23, 12, 0) } = {}) {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ now: at });
  const shown: { shown: Shown; silent: boolean; events: NotificationEvents; closed: boolean }[] = [];
  const done: string[] = [];
  const looksAt = { runId: "" };
  const notifier = createNotifier({
    clock: { now: Date.now },
    timers: globalThis,
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
  const jobs = new Map<string, JobSummary>();
  const picture = (): Snapshot => aSnapshot([...jobs.values()]);
  const configure = (change: Partial<NotifySettings>) => notifier.configure({ ...defaultNotifySettings, ...change });
  const put = (taskId: string, change: Partial<JobSummary>): void => {
    jobs.set(taskId, aJob({ taskId, ...jobs.get(taskId), ...change }));
  };
  /** A run's event and its job's, as the host sends them. */
  const run = (next: RunSummary): void => {
    put(next.taskId, {});
    notifier.handle({ type: "run", run: next }, picture());
    put(next.taskId, { last: next, health: next.status === "failed" ? "failing" : "ok" });
    notifier.handle({ type: "job", job: jobs.get(next.taskId) ?? aJob() }, picture());
  };
  const wait = (ms: number) => void vi.advanceTimersByTime(ms);
  configure(settings);
  notifier.begin(picture());
  return { shown, done, looksAt, notifier, configure, put, picture, run, wait };
}

const news = { taskId: "news", taskTitle: "News" };

describe("createNotifier", () => {
  it("tells of each script what is wanted of that one", () => {
    const { run, put, wait, shown } = setUp();
    put("command", { scripts: [aScript("quiet", { notify: "never" }), aScript("loud")] });
    run(aFailedRun("disk full", { id: "a", taskId: "command", scheduleId: "quiet" }));
    wait(second);
    expect(shown).toEqual([]);
    const loud = { taskId: "command", taskTitle: "restic backup ~/notes", scheduleId: "loud" };
    run(aFailedRun("no network", { id: "b", ...loud }));
    wait(second);
    expect(shown.map(({ shown: { title, body } }) => `${title}: ${body}`)).toEqual([
      "restic backup ~/notes: no network",
    ]);
  });

  it("shows a failure; a click opens the run and Retry tries it again", () => {
    const { run, wait, shown, done } = setUp();
    run(aFailedRun("no network"));
    wait(second);
    expect(shown.map((entry) => [entry.shown, entry.silent])).toEqual([
      [{ title: "S3 sync", body: "no network", runId: "run-1", canRetry: true }, false],
    ]);
    shown[0]?.events.onOpen();
    shown[0]?.events.onRetry();
    expect(done).toEqual(["open run-1", "retry run-1"]);
  });

  it("makes one of several within a minute, without a second sound", () => {
    const { run, wait, shown, done } = setUp();
    run(aFailedRun("no network"));
    wait(57 * second);
    run(aFailedRun("no feed", { id: "b", ...news }));
    wait(second);
    expect(shown[0]?.closed).toBe(true);
    expect(shown[1]).toMatchObject({
      silent: true,
      shown: { title: "2 jobs fail", body: "S3 sync: no network\nNews: no feed", runId: null, canRetry: false },
    });
    shown[1]?.events.onOpen();
    expect(done).toEqual(["jobs"]);
  });

  it("shows one when 200 jobs fail at once, with a few names and how many more", () => {
    const { run, wait, shown } = setUp();
    for (let index = 0; index < 200; index++)
      run(aFailedRun("no network", { id: `r${index}`, taskId: `job-${index}`, taskTitle: `Job ${index}` }));
    wait(hour);
    expect(shown).toHaveLength(1);
    expect(shown[0]?.shown.title).toBe("200 jobs fail");
    expect(shown[0]?.shown.body.split("\n")).toHaveLength(6);
    expect(shown[0]?.shown.body).toMatch(/\nand 195 more$/);
  });

  it("shows a new one after the minute", () => {
    const { run, wait, shown } = setUp();
    run(aFailedRun("no network"));
    wait(62 * second);
    run(aFailedRun("no feed", { id: "b", ...news }));
    wait(second);
    expect(shown[0]?.closed).toBe(false);
    expect(shown[1]).toMatchObject({ silent: false, shown: { title: "News" } });
  });

  it("replaces a job's failure by its recovery", () => {
    const { run, wait, shown } = setUp();
    run(aFailedRun("no network"));
    wait(second);
    run(aRun({ id: "b" }));
    wait(second);
    expect(shown[1]?.shown).toEqual({ title: "S3 sync", body: "Works again.", runId: "b", canRetry: false });
  });

  it("does not bring back what the user has opened", () => {
    const { run, wait, shown } = setUp();
    run(aFailedRun("no network"));
    wait(second);
    shown[0]?.events.onOpen();
    run(aFailedRun("no feed", { id: "b", ...news }));
    wait(second);
    expect(shown[1]?.shown.title).toBe("News");
  });

  it("is silent about a run that the user looks at", () => {
    const { run, wait, shown, looksAt } = setUp();
    looksAt.runId = "run-1";
    run(aFailedRun("no network"));
    wait(hour);
    expect(shown).toEqual([]);
  });

  it("is silent while turned off, and says nothing old when turned on again", () => {
    const { run, wait, shown, configure } = setUp({ settings: { onFailure: false } });
    run(aFailedRun("no network"));
    configure({ onFailure: true });
    run(aFailedRun("no network", { id: "b" }));
    wait(hour);
    expect(shown).toEqual([]);
  });

  it("asks each job what it is to tell", () => {
    const { run, wait, put, shown } = setUp();
    put("sync-s3", { notify: "never" });
    put("news", { notify: "always" });
    run(aFailedRun("no network"));
    run(aRun({ id: "b", summary: "12 items", ...news }));
    wait(second);
    expect(shown.map((entry) => entry.shown)).toEqual([
      { title: "News", body: "12 items", runId: "b", canRetry: false },
    ]);
  });

  it("repeats no known incident when the host was started anew", () => {
    const { run, wait, shown, notifier, picture } = setUp();
    run(aFailedRun("no network"));
    wait(second);
    notifier.begin(picture());
    run(aFailedRun("no network", { id: "b" }));
    wait(hour);
    expect(shown).toHaveLength(1);
  });
});

describe("reminders", () => {
  const settings = { reminderMs: 6 * hour };

  it("come as often as asked for while it lasts, and end with it", () => {
    const { run, wait, shown } = setUp({ settings });
    run(aFailedRun("no network"));
    wait(12.5 * hour);
    run(aRun({ id: "b" }));
    wait(48 * hour);
    expect(shown.map((entry) => entry.shown.body)).toEqual([
      "no network",
      "Still failing: no network",
      "Still failing: no network",
      "Works again.",
    ]);
  });

  it("do not come of a job that was paused, or that is never to tell", () => {
    const { run, wait, put, notifier, picture, shown } = setUp({ settings });
    run(aFailedRun("no network"));
    wait(second);
    put("sync-s3", { health: "paused", paused: true });
    notifier.handle({ type: "job", job: aJob() }, picture());
    wait(48 * hour);
    expect(shown).toHaveLength(1);
  });

  it("come at their time again after the clock was set back, and once after it jumped ahead", () => {
    const { run, wait, shown, notifier } = setUp({ settings });
    run(aFailedRun("no network"));
    wait(second);
    vi.setSystemTime(Date.now() - 24 * hour);
    notifier.refresh();
    wait(6 * hour + 2 * second);
    expect(shown).toHaveLength(2);
    vi.setSystemTime(Date.now() + 100 * hour);
    notifier.refresh();
    wait(2 * second);
    expect(shown).toHaveLength(3);
  });
});

describe("quiet hours", () => {
  const quiet = { settings: { quietHours: { from: 22 * 60, to: 7 * 60 } }, at: new Date(2026, 10, 23, 23, 0) };

  it("hold everything back, and one digest at their end says what was", () => {
    const { run, wait, shown } = setUp(quiet);
    run(aFailedRun("no network"));
    wait(2 * hour);
    run(aFailedRun("no feed", { id: "b", ...news }));
    wait(5.9 * hour);
    expect(shown).toEqual([]);
    wait(0.2 * hour);
    expect(shown.map((entry) => entry.shown.title)).toEqual(["2 jobs fail"]);
  });

  it("say of a job that came right in the night that it works again", () => {
    const { run, wait, shown } = setUp(quiet);
    run(aFailedRun("no network"));
    run(aRun({ id: "b" }));
    wait(9 * hour);
    expect(shown.map((entry) => entry.shown.body)).toEqual(["Works again."]);
  });

  it("end at once when the computer wakes after them", () => {
    const { run, wait, shown, notifier } = setUp(quiet);
    run(aFailedRun("no network"));
    vi.setSystemTime(new Date(2026, 10, 24, 9, 0));
    notifier.refresh();
    wait(second);
    expect(shown).toHaveLength(1);
  });

  it("forget nothing when the app is started in them", () => {
    const { put, picture, notifier, wait, shown } = setUp(quiet);
    const failedAt = (finishedAt: number) => aFailedRun("no network", { finishedAt });
    put("sync-s3", { health: "failing", last: failedAt(Date.now() - 0.5 * hour) });
    put("old", { health: "failing", last: failedAt(Date.now() - 5 * hour) });
    notifier.begin(picture());
    wait(9 * hour);
    expect(shown.map((entry) => entry.shown.title)).toEqual(["S3 sync"]);
  });

  it("leave no timer behind", () => {
    const { run, notifier } = setUp(quiet);
    run(aFailedRun("no network"));
    notifier.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
