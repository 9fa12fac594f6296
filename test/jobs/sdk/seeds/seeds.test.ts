import { getBoss } from "jobdeck/boss";
import { Range, RecurrenceRule } from "jobdeck/job-factory";
import { describe, expect, it } from "vitest";
import { defaultPolicies } from "../../../../jobs/model/schedule.ts";
import { parseWhen } from "../../../../jobs/schedule/parse-when.ts";
import { nextRuns } from "../../../../jobs/schedule/scheduled-times.ts";
import { collectDeclared } from "../../../../jobs/sdk/declared.ts";
import { scheduleOf } from "../../../../jobs/sdk/job-factory/recurrence.ts";
import type { Task } from "../../../../jobs/sdk/task.ts";
import { openEngine } from "../../../support/open-engine.ts";
import MyJob, { Disabled, fired, MyThreadJob, scheduleAll } from "./jobs.ts";
import { anotherTask, myTask } from "./my-task.ts";

const inline = (task: Task): Task => ({ ...task, isolation: "inline" });
const from = Date.UTC(2026, 10, 24, 12, 1);

function times(fields: ConstructorParameters<typeof Object>[0], count = 3): readonly string[] {
  const { when } = scheduleOf(Object.assign(new RecurrenceRule(), fields));
  const parsed = parseWhen(when, { anchorAt: 0 });
  if (!parsed.ok) throw parsed.error;
  const timed = { when: parsed.when, zone: "UTC", policies: defaultPolicies, times: 0, skipUntil: null };
  return nextRuns(timed, { fromMs: from, count }).map((at) => new Date(at).toISOString().slice(0, 16));
}

describe("the task SDK of the seeds", () => {
  it("runs as it is written there", async () => {
    const engine = openEngine({ tasks: [inline(myTask as Task), inline(anotherTask as Task)] });
    await engine.start();
    const { id } = await engine.commands.run("my-task", { itemId: "6f1f2a3e-30a5-4f53-9c1e-0f2d8b2f8a11" });
    await engine.settled(id);
    expect(engine.queries.run(id)).toMatchObject({ status: "completed", output: { success: true } });
    const [child] = (await engine.queries.runs({ taskIds: ["another-task"], limit: 1 })).runs;
    expect(await engine.settled(child?.id ?? "")).toMatchObject({ status: "completed" });
  });

  it("refuses pg-boss on SQLite with a code", async () => {
    await expect(getBoss()).rejects.toMatchObject({ code: "WRONG_BACKEND", message: expect.stringMatching(/SQLite/) });
  });
});

describe("jobs as classes", () => {
  it("become tasks with their schedules; a disabled one does not", async () => {
    const tasks = await collectDeclared(async () => {
      expect(new MyJob().create()).toBeDefined();
      expect(new Disabled().create()).toBeUndefined();
      new MyThreadJob().create();
      const [, mondays] = scheduleAll(() => undefined);
      expect([mondays?.cancel(), mondays?.cancel()]).toEqual([true, false]);
    });
    expect(tasks.map(({ id, schedules: [only] }) => [id, only?.when])).toEqual([
      ["my-job", "0 0 0 * * *"],
      ["my-thread-job", "0 0,5,10,15,20,25,30,35,40,45,50,55 * * * *"],
      ["every-minute", "0 * * * * *"],
      ["once", new Date(2036, 11, 25, 9).toISOString()],
      [expect.stringMatching(/^job-\d+$/), "*/5 * * * *"],
    ]);
  });

  it("are run with the planned time, and give what the worker posts", async () => {
    const tasks = await collectDeclared(async () => {
      new MyJob().create();
      new MyThreadJob().create();
    });
    let time = from;
    const engine = openEngine({ tasks: tasks.map(inline), now: () => time });
    await engine.start();
    time = Date.UTC(2026, 10, 25, 0, 0, 3);
    await engine.wake();
    const [mine] = (await engine.queries.runs({ taskIds: ["my-job"], limit: 1 })).runs;
    const [threaded] = (await engine.queries.runs({ taskIds: ["my-thread-job"], limit: 1 })).runs;
    await engine.settled(mine?.id ?? "");
    await engine.settled(threaded?.id ?? "");
    expect(fired).toEqual([{ name: "my-job", at: new Date("2026-11-25T00:00:00Z") }]);
    expect(engine.queries.run(threaded?.id ?? "").output).toEqual({ processed: "2026-11-25T00:00:00.000Z" });
  });

  it("can be triggered by hand", () => {
    const job = new MyJob();
    // @ts-expect-error as the seed has it, though it is protected there.
    job.getJobCallback()(new Date(5));
    expect(fired.at(-1)?.at).toEqual(new Date(5));
  });

  it("cannot be created where nobody loads tasks", () => {
    expect(() => new MyJob().create()).toThrow(/my-job.*folder "tasks"/);
  });
});

describe("a recurrence rule", () => {
  it.each([
    [{ minute: 0 }, ["2026-11-24T13:00", "2026-11-24T14:00", "2026-11-24T15:00"]],
    [{ hour: 2, minute: 30 }, ["2026-11-25T02:30", "2026-11-26T02:30", "2026-11-27T02:30"]],
    [{ dayOfWeek: [1, 3, 5], hour: 9, minute: 0 }, ["2026-11-25T09:00", "2026-11-27T09:00", "2026-11-30T09:00"]],
    [{ minute: new Range(0, 60, 20) }, ["2026-11-24T12:20", "2026-11-24T12:40", "2026-11-24T13:00"]],
    [{ month: 0, date: 1, hour: 0, minute: 0 }, ["2027-01-01T00:00", "2028-01-01T00:00", "2029-01-01T00:00"]],
    // Both must fit, unlike in a cron pattern: Fridays that are the 13th.
    [{ date: 13, dayOfWeek: 5, hour: 0, minute: 0 }, ["2027-08-13T00:00", "2028-10-13T00:00", "2029-04-13T00:00"]],
  ])("%j fires when all that it names fits", (fields, expected) => {
    expect(times(fields)).toEqual(expected);
  });

  it.each([[{ minute: 61 }], [{ hour: "x" }], [{ dayOfWeek: [] }], [{ month: 12 }], [{ year: 2030 }]])(
    "%j is refused",
    (fields) => {
      expect(() => scheduleOf(fields)).toThrow(/rule/);
    },
  );

  it("takes its validity and zone from an object", () => {
    const start = new Date(1_000);
    expect(scheduleOf({ rule: "0 0 * * *", start, end: 5_000, tz: "Asia/Tokyo" })).toEqual({
      when: "0 0 * * *",
      zone: "Asia/Tokyo",
      policies: { validFrom: 1_000, validUntil: 5_000 },
    });
  });
});
