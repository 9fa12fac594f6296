import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { runDoctor } from "../../../jobs/engine/doctor.ts";
import type { MachineState } from "../../../jobs/model/machine.ts";
import type { PolicyChange } from "../../../jobs/model/schedule.ts";
import { schemaTask } from "../../../jobs/sdk/schema-task.ts";
import { openEngine, type TestEngine } from "../../support/open-engine.ts";
import { tempHome } from "../../support/temp-home.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Friday. */
const friday = Date.UTC(2026, 10, 27, 12);

const job = schemaTask({ id: "job", schema: z.object({}), isolation: "inline", run: () => null });
const other = schemaTask({
  id: "other",
  schema: z.object({ fail: z.boolean().default(false) }),
  isolation: "inline",
  retry: { limit: 0 },
  run: ({ fail }) => {
    if (fail) throw new Error("it broke");
    return null;
  },
});

async function open(machine: () => MachineState = () => ({}), home = tempHome(), start = friday) {
  let time = start;
  const engine = openEngine({ home, now: () => time, machine, tasks: [job, other] });
  await engine.start();
  const add = async (when: string, policies: PolicyChange) =>
    (await engine.scheduleCommands.create({ taskId: "job", when, zone: "UTC", policies })).id;
  /** Looks at the clock every step on the way, as it does when nobody sleeps. */
  const moveTo = async (until: number, stepMs = until - time): Promise<void> => {
    while (time < until) {
      time = Math.min(until, time + stepMs);
      await engine.wake();
      await allEnded(engine, time);
    }
  };
  return { engine, add, moveTo };
}

const icsOf = (...lines: readonly string[]) =>
  ["BEGIN:VCALENDAR", "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR"].join("\r\n");

function holidayFile(...lines: readonly string[]): string {
  const file = path.join(tempHome(), "holidays.ics");
  writeFileSync(file, icsOf(...lines));
  return file;
}

async function allEnded(engine: TestEngine, now: number) {
  for (const { id, dueAt, status } of (await engine.queries.runs({ limit: 50 })).runs)
    if (status === "created" && dueAt <= now) await engine.settled(id);
}

const ledger = (engine: TestEngine) =>
  engine.queries
    .ledger("job", Number.MAX_SAFE_INTEGER, 100)
    .map(({ scheduledAt, outcome, reason }) => [(scheduledAt - friday) / hour, outcome, reason])
    .reverse();

describe("a schedule's policies", () => {
  it("leave out weekends, with a row for each time", async () => {
    const { engine, add, moveTo } = await open();
    const id = await add("0 12 * * *", { weekdaysOnly: true });
    expect(engine.queries.schedule(id).next.map((at) => new Date(at).getUTCDay())).toEqual([1, 2, 3, 4, 5]);
    await moveTo(friday + 3 * day, day);
    expect(ledger(engine)).toEqual([
      [24, "skipped", "weekend"],
      [48, "skipped", "weekend"],
      [72, "ran", null],
    ]);
  });

  it("leave out the days of a blackout, first and last included", async () => {
    const { engine, add, moveTo } = await open();
    await add("0 12 * * *", { blackouts: [{ from: "2026-11-28", to: "2026-11-29" }] });
    await moveTo(friday + 3 * day, day);
    expect(ledger(engine).map(([, , reason]) => reason)).toEqual(["blackout", "blackout", null]);
  });

  it("leave out holidays, and name them", async () => {
    const { engine, add, moveTo } = await open();
    const holidays = holidayFile("DTSTART;VALUE=DATE:20201128", "RRULE:FREQ=YEARLY", "SUMMARY:Day of rest");
    const id = await add("0 12 * * *", { holidays });
    expect(engine.queries.schedule(id)).toMatchObject({ problems: [], policies: { holidays } });
    expect(engine.queries.schedule(id).next[0]).toBe(friday + 2 * day);
    await moveTo(friday + 2 * day, day);
    expect(ledger(engine)).toEqual([
      [24, "skipped", "calendar: Day of rest"],
      [48, "ran", null],
    ]);
  });

  it("take a changed list of holidays over", async () => {
    const { engine, add, moveTo } = await open();
    const holidays = holidayFile("DTSTART;VALUE=DATE:20261128", "SUMMARY:One");
    await add("0 12 * * *", { holidays });
    await moveTo(friday + day);
    writeFileSync(holidays, icsOf("DTSTART;VALUE=DATE:20261129", "SUMMARY:Quite another"));
    await moveTo(friday + 2 * day);
    expect(ledger(engine).map(([, , reason]) => reason)).toEqual(["calendar: One", "calendar: Quite another"]);
  });

  it.each([
    ["is not there", undefined, "ENOENT"],
    ["is no calendar", "hello", "it is no calendar file"],
    ["is too large", "x".repeat(1_048_577), "it has 1048577 bytes"],
    ["has nothing in it", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "has no holiday"],
  ])("run as if there were no holidays when the list %s, and say so", async (_what, text, problem) => {
    const { engine, add, moveTo } = await open();
    const holidays = path.join(tempHome(), "holidays.ics");
    if (text !== undefined) writeFileSync(holidays, text);
    const id = await add("0 12 * * *", { holidays });
    expect(engine.queries.schedule(id).problems).toEqual([expect.stringContaining(problem)]);
    const checks = await runDoctor({ engine, hostZone: "UTC" });
    expect(checks.find((check) => check.id === `holidays:${id}`)).toMatchObject({
      status: "warning",
      message: expect.stringContaining(problem),
    });
    await moveTo(friday + day, day);
    expect(ledger(engine)).toEqual([[24, "ran", null]]);
  });

  it.each(["holidays.ics", "//server/share/x.ics", "\\\\server\\share\\x.ics", "/a\0b"])(
    "take no list from %j",
    async (holidays) => {
      const { add } = await open();
      await expect(add("0 12 * * *", { holidays })).rejects.toMatchObject({ code: "BAD_INPUT" });
    },
  );

  it("wait for no pipe and no folder in the place of a list", async () => {
    const { engine, add } = await open();
    const id = await add("0 12 * * *", { holidays: tempHome() });
    expect(engine.queries.schedule(id).problems).toEqual([expect.stringContaining("it is no file")]);
  });

  it("run every n-th time, also when it is planned time by time", async () => {
    const { engine, add, moveTo } = await open();
    await add("0 * * * *", { everyNth: 3 });
    await moveTo(friday + 7 * hour, hour);
    expect(ledger(engine).map(([at, outcome]) => [at, outcome])).toEqual([
      [1, "ran"],
      [2, "skipped"],
      [3, "skipped"],
      [4, "ran"],
      [5, "skipped"],
      [6, "skipped"],
      [7, "ran"],
    ]);
  });

  it("know no times before and after they are valid", async () => {
    const { engine, add, moveTo } = await open();
    const id = await add("0 * * * *", { validFrom: friday + 2 * hour, validUntil: friday + 3 * hour });
    expect(engine.queries.schedule(id).next).toEqual([friday + 2 * hour, friday + 3 * hour]);
    await moveTo(friday + 6 * hour, hour);
    expect(ledger(engine)).toEqual([
      [2, "ran", null],
      [3, "ran", null],
    ]);
    expect(engine.queries.schedule(id).next).toEqual([]);
  });

  it("let a run begin later by the same number each time they are asked", async () => {
    const { engine, add, moveTo } = await open();
    await add("0 * * * *", { jitterMs: 10 * minute, spreadMs: 10 * minute });
    await moveTo(friday + hour);
    const [run] = (await engine.queries.runs({ limit: 1 })).runs;
    const wait = (run?.dueAt ?? 0) - (friday + hour);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(20 * minute);
  });

  it("skip the next time only", async () => {
    const { engine, add, moveTo } = await open();
    const id = await add("0 * * * *", {});
    const changed = await engine.scheduleCommands.skipNext(id, true);
    expect(changed.next[0]).toBe(friday + 2 * hour);
    await moveTo(friday + 2 * hour, hour);
    expect(ledger(engine)).toEqual([
      [1, "skipped", "skip-next"],
      [2, "ran", null],
    ]);
  });

  it("end a pause by themselves, and start no surprise run", async () => {
    const { engine, add, moveTo } = await open();
    const id = await add("0 * * * *", {});
    await engine.scheduleCommands.pause(id, friday + 2.5 * hour);
    await moveTo(friday + 3 * hour);
    expect(ledger(engine)).toEqual([
      [1, "skipped", "paused"],
      [2, "skipped", "paused"],
      [3, "ran", null],
    ]);
    expect(engine.queries.schedule(id)).toMatchObject({ paused: false, pausedUntil: null });
  });

  it("run at the very end of a pause when they are due then, and say so before", async () => {
    const { engine, add, moveTo } = await open();
    const id = await add("0 * * * *", {});
    await engine.scheduleCommands.pause(id, friday + 2 * hour);
    expect(engine.queries.schedule(id).next[0]).toBe(friday + 2 * hour);
    await moveTo(friday + 2 * hour);
    expect(ledger(engine)).toEqual([
      [1, "skipped", "paused"],
      [2, "ran", null],
    ]);
  });
});

describe("the end of a pause", () => {
  const hours = (engine: TestEngine) => ledger(engine).map(([at, outcome, reason]) => `${at} ${outcome} ${reason}`);

  async function pausedForThreeHours(policies: PolicyChange) {
    const opened = await open();
    const id = await opened.add("0 * * * *", policies);
    await opened.engine.scheduleCommands.pause(id);
    await opened.moveTo(friday + 3.5 * hour, hour);
    expect(opened.engine.queries.schedule(id)).toMatchObject({ paused: true, skippedByPause: 3 });
    return { ...opened, id };
  }

  it.each([
    [undefined, ["1 skipped paused", "2 skipped paused", "3 skipped paused"]],
    ["nothing", ["1 skipped paused", "2 skipped paused", "3 skipped paused"]],
    ["once", ["1 skipped paused", "2 skipped paused", "3 ran-late paused"]],
    ["all", ["1 ran-late paused", "2 ran-late paused", "3 ran-late paused"]],
  ] as const)("with %j runs what was asked for, one after another", async (missed, expected) => {
    const { engine, moveTo, id } = await pausedForThreeHours({});
    expect(await engine.scheduleCommands.resume(id, missed)).toMatchObject({ paused: false, skippedByPause: 0 });
    await moveTo(friday + 3.6 * hour, minute);
    expect(hours(engine)).toEqual(expected);
    const runs = (await engine.queries.runs({ limit: 9 })).runs;
    expect(runs.every(({ trigger, status }) => trigger === "catch-up" && status === "completed")).toBe(true);
    const starts = runs.map(({ dueAt }) => dueAt);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it("catches up no more than the schedule's limit, nothing that its calendar leaves out, and nothing twice", async () => {
    const { engine, moveTo, id } = await pausedForThreeHours({ missedLimit: 2 });
    await engine.scheduleCommands.resume(id, "all");
    await moveTo(friday + 3.6 * hour, minute);
    expect(hours(engine)).toEqual(["1 skipped paused", "2 ran-late paused", "3 ran-late paused"]);
    await engine.scheduleCommands.resume(id, "all");
    await engine.scheduleCommands.pause(id);
    await engine.scheduleCommands.resume(id, "all");
    expect((await engine.queries.runs({ limit: 9 })).runs).toHaveLength(2);
  });

  it("asks for what the pause of the job had skipped, too", async () => {
    const { engine, add, moveTo } = await open();
    const id = await add("0 * * * *", {});
    await engine.commands.setTaskPaused("job", true);
    await moveTo(friday + 1.5 * hour, hour);
    // A second one is the same pause.
    await engine.commands.setTaskPaused("job", true);
    expect(engine.queries.schedule(id).skippedByPause).toBe(1);
    await engine.commands.setTaskPaused("job", false, "once");
    await moveTo(friday + 1.6 * hour);
    expect(hours(engine)).toEqual(["1 ran-late paused"]);
  });

  it("does not forget what was skipped before a pause was made longer", async () => {
    const { engine, id } = await pausedForThreeHours({});
    await engine.scheduleCommands.pause(id, friday + 10 * hour);
    expect(engine.queries.schedule(id)).toMatchObject({ skippedByPause: 3, pausedUntil: friday + 10 * hour });
  });
});

describe("times that were missed", () => {
  it("are all caught up one after another, when that is asked for", async () => {
    const { engine, add, moveTo } = await open();
    await add("0 * * * *", { missed: "run-all", missedLimit: 3 });
    await moveTo(friday + 5.5 * hour);
    await moveTo(friday + 5.6 * hour, minute);
    expect(ledger(engine).map(([, outcome]) => outcome)).toEqual([
      "missed",
      "missed",
      "ran-late",
      "ran-late",
      "ran-late",
    ]);
    const runs = (await engine.queries.runs({ limit: 9 })).runs;
    expect(runs.map(({ dueAt }) => dueAt - friday - 5.5 * hour)).toEqual([2_000, 1_000, 0]);
  });
});

describe("a schedule's conditions", () => {
  it.each<[NonNullable<PolicyChange["conditions"]>, MachineState, string]>([
    [{ mainsPower: true }, { onMainsPower: false }, "no-mains-power"],
    [{ online: true }, { online: false }, "offline"],
    [{ idleMs: 60_000 }, { idleMs: 10 }, "user-active"],
    [{ unmetered: true }, { metered: true }, "metered"],
    [{ wifi: ["Home", "Office"] }, { wifi: ["Train"] }, "other-wifi"],
    [{ wifi: ["Home"] }, { wifi: [] }, "other-wifi"],
  ])("skip a time when %j is not given", async (conditions, machine, reason) => {
    const { engine, add, moveTo } = await open(() => machine);
    await add("0 * * * *", { conditions });
    await moveTo(friday + hour);
    expect(ledger(engine)).toEqual([[1, "skipped", reason]]);
  });

  it("count as given when the platform cannot tell", async () => {
    const { engine, add, moveTo } = await open(() => ({}));
    await add("0 * * * *", {
      conditions: { mainsPower: true, online: true, idleMs: 60_000, unmetered: true, wifi: ["Home"] },
    });
    await moveTo(friday + hour);
    expect(ledger(engine)).toEqual([[1, "ran", null]]);
  });

  it("run a time when all are given", async () => {
    const machine = { onMainsPower: true, online: true, idleMs: 60_000, metered: false, wifi: ["Guests", "Home"] };
    const { engine, add, moveTo } = await open(() => machine);
    await add("0 * * * *", {
      conditions: { mainsPower: true, online: true, idleMs: 60_000, unmetered: true, wifi: ["Home"] },
    });
    await moveTo(friday + hour);
    expect(ledger(engine)).toEqual([[1, "ran", null]]);
  });

  it("hold a run back until it runs anyway", async () => {
    const { engine, add, moveTo } = await open(() => ({ onMainsPower: false }));
    await add("0 * * * *", { conditions: { mainsPower: true, anywayAfterMs: 10 * minute } });
    await moveTo(friday + hour);
    expect(ledger(engine)).toEqual([[1, "pending", "no-mains-power"]]);
    await moveTo(friday + hour + 10 * minute);
    expect(ledger(engine)).toEqual([[1, "ran-late", "no-mains-power"]]);
  });

  it("let a run that waits begin as soon as they are given", async () => {
    let onMainsPower = false;
    const { engine, add, moveTo } = await open(() => ({ onMainsPower }));
    await add("0 * * * *", { conditions: { mainsPower: true, anywayAfterMs: 30 * minute } });
    await moveTo(friday + hour + 5 * minute, 5 * minute);
    expect(ledger(engine)).toEqual([[1, "pending", "no-mains-power"]]);
    onMainsPower = true;
    await moveTo(friday + hour + 6 * minute);
    const [run] = (await engine.queries.runs({ limit: 1 })).runs;
    expect(await engine.settled(run?.id ?? "")).toMatchObject({ dueAt: friday + hour + 6 * minute });
    expect(ledger(engine)).toEqual([[1, "ran-late", "no-mains-power"]]);
  });

  it("are asked for again by the next host", async () => {
    const home = tempHome();
    const first = await open(() => ({ onMainsPower: false }), home);
    await first.add("0 * * * *", { conditions: { mainsPower: true, anywayAfterMs: 10 * hour } });
    await first.moveTo(friday + hour);
    await first.engine.stop();
    const second = await open(() => ({ onMainsPower: true }), home, friday + hour + minute);
    await second.moveTo(friday + hour + 2 * minute);
    expect(ledger(second.engine)).toEqual([[1, "ran-late", "no-mains-power"]]);
  });

  it("let what was caught up after a sleep wait for the network", async () => {
    let online = false;
    const { engine, add, moveTo } = await open(() => ({ online }));
    await add("0 * * * *", { conditions: { online: true } });
    await moveTo(friday + 1.5 * hour);
    expect(ledger(engine)).toEqual([[1, "pending", "offline"]]);
    online = true;
    await moveTo(friday + 1.6 * hour);
    expect(ledger(engine)).toEqual([[1, "ran-late", "offline"]]);
  });

  it("skip what waited for the network until it was too late", async () => {
    const { engine, add, moveTo } = await open(() => ({ online: false }));
    await add("0 13 * * *", { conditions: { online: true }, notLaterThanMs: 2 * hour });
    await moveTo(friday + 1.5 * hour);
    expect(ledger(engine)).toEqual([[1, "pending", "offline"]]);
    await moveTo(friday + 3 * hour);
    expect(ledger(engine)).toEqual([[1, "skipped", "offline"]]);
  });

  it("do not concern a run that the user asked for", async () => {
    const { engine, add } = await open(() => ({ online: false }));
    await add("0 * * * *", { conditions: { online: true } });
    expect((await engine.settled((await engine.commands.run("job", {})).id)).status).toBe("completed");
  });
});

describe("a schedule that comes after another job", () => {
  it("runs only if that one has succeeded since its own last run", async () => {
    const { engine, add, moveTo } = await open();
    await add("0 * * * *", { after: { taskId: "other", since: "last-run", atOnce: false } });
    await moveTo(friday + hour);
    await moveTo(friday + 1.5 * hour);
    await engine.settled((await engine.commands.run("other", { fail: true })).id);
    await moveTo(friday + 2 * hour);
    await engine.settled((await engine.commands.run("other", {})).id);
    await moveTo(friday + 4 * hour, hour);
    expect(ledger(engine)).toEqual([
      [1, "skipped", "after"],
      [2, "skipped", "after"],
      [3, "ran", null],
      [4, "skipped", "after"],
    ]);
  });

  it("runs as soon as that one succeeds, when it is to", async () => {
    const { engine, add } = await open();
    const id = await add("0 0 1 1 *", { after: { taskId: "other", since: "last-run", atOnce: true } });
    await engine.settled((await engine.commands.run("other", { fail: true })).id);
    const done = await engine.commands.run("other", {});
    await engine.settled(done.id);
    const followed = await untilThere(async () => (await engine.queries.runs({ taskIds: ["job"], limit: 5 })).runs[0]);
    expect(await engine.settled(followed.id)).toMatchObject({ trigger: "task", status: "completed" });
    expect(engine.stores.runs.get(followed.id)).toMatchObject({ scheduleId: id, parentId: done.id });
    expect((await engine.queries.runs({ taskIds: ["job"], limit: 5 })).runs).toHaveLength(1);
  });
});

async function untilThere<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise(setImmediate);
  }
}
