import { describe, expect, it } from "vitest";
import { menuLastsMs, stateLine, type TrayItem, trayMenu } from "../../../electron/tray/tray-menu.ts";
import { aFailedRun, aJob, aSnapshot } from "../../support/desktop/samples.ts";

const now = new Date(2026, 10, 23, 21, 0).getTime();
const hour = 3_600_000;
const sync = aJob({ nextAt: now + 3 * hour });
const news = aJob({ taskId: "news", title: "News", nextAt: now + 5 * hour });

function texts(items: readonly TrayItem[]): readonly string[] {
  return items.map((item) => (item.kind === "separator" ? "-" : item.text));
}

function find(items: readonly TrayItem[], text: string): TrayItem | undefined {
  return items.find((item) => item.kind !== "separator" && item.text === text);
}

describe("stateLine", () => {
  it("says that all is good and what is next", () => {
    expect(stateLine(aSnapshot([news, sync]), now)).toBe("All good. Next: S3 sync in 3 h");
  });

  it("says that nothing is scheduled", () => {
    expect(stateLine(aSnapshot([aJob()]), now)).toBe("All good. Nothing is scheduled");
  });

  it("names what runs, or counts it", () => {
    const running = { ...sync, active: [aFailedRun("")] };
    expect(stateLine(aSnapshot([running], { activeRuns: 1 }), now)).toBe("Running: S3 sync");
    const both = [running, { ...news, active: [aFailedRun("")] }];
    expect(stateLine(aSnapshot(both, { activeRuns: 2 }), now)).toBe("Running: 2 runs");
  });

  it("names what fails, and still what is next", () => {
    const failing = { ...news, health: "failing" as const, last: aFailedRun("no network") };
    expect(stateLine(aSnapshot([sync, failing]), now)).toBe("News is failing. Next: S3 sync in 3 h");
  });

  it("says until when all is paused, and what still runs", () => {
    expect(stateLine(aSnapshot([sync], { paused: true }), now)).toBe("Paused until you resume");
    const until = { paused: true, pausedUntil: now + hour, activeRuns: 1 };
    expect(stateLine(aSnapshot([], until), now)).toBe("Paused until 22:00, 1 still running");
  });

  it("says what is next after a pause that ends by itself", () => {
    const until = { paused: true, pausedUntil: now + hour };
    expect(stateLine(aSnapshot([sync], until), now)).toBe("Paused until 22:00. Next: S3 sync in 3 h");
    expect(menuLastsMs(aSnapshot([sync], until), now)).toBeGreaterThan(0);
    expect(menuLastsMs(aSnapshot([sync], { paused: true }), now)).toBeUndefined();
  });
});

describe("trayMenu", () => {
  it("has only the ending while the host starts", () => {
    expect(texts(trayMenu(null, now))).toEqual(["Starting…", "-", "Open Jobdeck", "Settings", "-", "Quit"]);
  });

  it("reads as the desktop's specification has it", () => {
    expect(texts(trayMenu(aSnapshot([sync, news]), now))).toEqual([
      "All good. Next: S3 sync in 3 h",
      "-",
      "Run now",
      "-",
      "Pause all",
      "-",
      "Open Jobdeck",
      "Settings",
      "-",
      "Quit",
    ]);
  });

  it("offers every enabled job under Run now", () => {
    const menu = trayMenu(aSnapshot([sync, { ...news, paused: true }]), now);
    expect(find(menu, "Run now")).toEqual({
      kind: "submenu",
      text: "Run now",
      items: [{ kind: "action", text: "S3 sync", action: { type: "run", taskId: "sync-s3" } }],
    });
  });

  it("keeps what runs by itself one click away when the rest is grouped by category", () => {
    const jobs = Array.from({ length: 30 }, (_, index) =>
      aJob({
        taskId: `job-${index}`,
        title: `Job ${index}`,
        category: "News",
        scheduleCount: index < 2 ? 1 : 0,
      }),
    );
    const inside = find(trayMenu(aSnapshot(jobs), now), "Run now");
    expect(inside?.kind === "submenu" && texts(inside.items)).toEqual(["Job 0", "Job 1", "-", "News (28)"]);
  });

  it("groups very many jobs by category, and a very long category by its titles", () => {
    const jobs = Array.from({ length: 200 }, (_, index) =>
      aJob({
        taskId: `job-${index}`,
        title: `Job ${String(index).padStart(3, "0")}`,
        category: index < 130 ? "Sync" : "Upkeep & <more>",
      }),
    );
    const groups = find(trayMenu(aSnapshot(jobs), now), "Run now");
    const inside = (item: TrayItem | undefined) => (item?.kind === "submenu" ? item.items : []);
    expect(texts(inside(groups))).toEqual(["Sync (130)", "Upkeep & <more> (70)"]);
    expect(texts(inside(inside(groups)[0])).slice(0, 2)).toEqual(["Job 000 – Job 019", "Job 020 – Job 039"]);
    const leaves = (item: TrayItem): readonly TrayItem[] =>
      item.kind === "submenu" ? item.items.flatMap(leaves) : [item];
    expect(groups && leaves(groups).filter(({ kind }) => kind === "action")).toHaveLength(200);
  });

  it("lists five failures and says how many more there are", () => {
    const failing = Array.from({ length: 8 }, (_, index) =>
      aJob({ taskId: `job-${index}`, title: `Job ${index}`, health: "failing", last: aFailedRun("no network") }),
    );
    const menu = trayMenu(aSnapshot(failing), now);
    expect(find(menu, "and 3 more…")).toMatchObject({ action: { type: "open", target: { view: "jobs" } } });
  });

  it("opens the run of a recent failure", () => {
    const last = aFailedRun("Bucket notes: access denied.\nat sync", { id: "run-9", finishedAt: now - hour });
    const menu = trayMenu(aSnapshot([{ ...sync, health: "failing", last }]), now);
    expect(find(menu, "S3 sync: Bucket notes: access denied. (20:00)")).toMatchObject({
      action: { type: "open", target: { view: "run", runId: "run-9" } },
    });
  });

  it("lists at most five failures", () => {
    const jobs = Array.from({ length: 9 }, (_, index) =>
      aJob({
        taskId: `${index}`,
        title: `Job ${index}`,
        health: "failing",
        last: aFailedRun("x", { finishedAt: null }),
      }),
    );
    expect(texts(trayMenu(aSnapshot(jobs), now)).filter((text) => /^Job \d: x/.test(text))).toHaveLength(5);
  });

  it("leads to the credentials that a job lacks", () => {
    const menu = trayMenu(aSnapshot([{ ...sync, missing: ["s3.bucket", "openai.apiKey"] }]), now);
    expect(find(menu, "Set up S3 sync…")).toMatchObject({
      action: { type: "open", target: { view: "settings", group: "s3" } },
    });
  });

  it("offers to resume instead of to pause while paused", () => {
    const menu = trayMenu(aSnapshot([sync], { paused: true }), now);
    expect(find(menu, "Resume")).toMatchObject({ action: { type: "resume" } });
    expect(find(menu, "Pause all")).toBeUndefined();
  });

  it("says on Quit how many runs it would stop", () => {
    expect(find(trayMenu(aSnapshot([sync], { activeRuns: 2 }), now), "Quit (stops 2 active runs)")).toBeDefined();
  });
});
