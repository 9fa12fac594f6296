import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { homeFiles } from "../../jobs/model/home.ts";
import { compiled } from "../support/compiled.ts";
import { isLeftOut } from "../support/left-out.ts";
import { root } from "../support/paths.ts";
import { tempHome } from "../support/temp-home.ts";
import { judge, type Kept } from "./judge.ts";

const hour = 3_600_000;
const periods: Readonly<Record<string, number>> = { minutely: 60_000, hourly: hour };

/** Where Debian puts it, whatever the processor. */
function libfaketime(): string {
  const folders = readdirSync("/usr/lib").map((name) => path.join("/usr/lib", name, "faketime", "libfaketime.so.1"));
  const found = folders.find((file) => existsSync(file));
  if (!found) throw new Error("libfaketime is not installed");
  return found;
}

/** A host whose clock the test sets: that of the whole process, by libfaketime, and not one that it was handed. */
async function startHost(home: string) {
  const offsetFile = path.join(home, "clock-offset");
  const setClock = (offsetMs: number) =>
    writeFileSync(offsetFile, `${offsetMs < 0 ? "-" : "+"}${Math.abs(offsetMs) / 1_000}`);
  setClock(0);
  const child: ChildProcessWithoutNullStreams = spawn(
    process.execPath,
    [path.join(root, "test", "chaos", "clock-host.ts"), home],
    {
      env: {
        PATH: process.env.PATH,
        ...compiled,
        LD_PRELOAD: libfaketime(),
        FAKETIME_TIMESTAMP_FILE: offsetFile,
        FAKETIME_NO_CACHE: "1",
        // A sleeping machine's timers stand still, and a clock that is set does not move them.
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
      },
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stderr.pipe(process.stderr);
  const said = async () => String((await once(child.stdout, "data"))[0]).trim();
  expect(await said()).toBe("ready");
  return {
    /** The clock is so far ahead of the real one from now on, and the system says so. Gives the host's time. */
    jump: async (offsetMs: number): Promise<number> => {
      setClock(offsetMs);
      child.stdin.write("woke\n");
      return Number(await said());
    },
    stop: async () => {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}

function read(home: string): Kept {
  const database = new Sqlite(homeFiles(home).database, { readonly: true });
  const ledger = database
    .prepare<[], Kept["ledger"][number]>(
      "SELECT schedule_id AS scheduleId, scheduled_at AS at, outcome, slots, run_id AS runId FROM occurrence",
    )
    .all();
  const runs = database
    .prepare<[], Kept["runs"][number]>(
      "SELECT id, state, schedule_id AS scheduleId, scheduled_at AS scheduledAt FROM run",
    )
    .all();
  const schedules = database
    .prepare<[], { id: string; taskId: string; since: number }>(
      "SELECT id, task_id AS taskId, created_at AS since FROM schedule",
    )
    .all()
    .map(({ id, taskId, since }) => ({ id, since, periodMs: periods[taskId] ?? 0 }));
  database.close();
  const newest = (id: string) =>
    Math.max(0, ...ledger.filter(({ scheduleId }) => scheduleId === id).map(({ at }) => at));
  // A clock that was set back is behind what was planned: judged up to the newest row instead.
  return { judgedBy: 0, schedules: schedules.map((each) => ({ ...each, until: newest(each.id) })), ledger, runs };
}

const done = ({ runs }: Kept) => runs.flatMap(({ id }) => [{ phase: "end" as const, run: id, attempt: 1 }]);

describe.skipIf(isLeftOut("clock"))("the system's own clock", () => {
  it.each([
    ["sleeps for 8 hours", [8 * hour]],
    ["is set an hour ahead and back", [hour, 0]],
    ["is set a day ahead and an hour back", [24 * hour, 23 * hour]],
    ["sleeps for 8 hours, and again", [8 * hour, 16 * hour]],
  ])("%s: no time is lost and none fires twice", { timeout: 60_000 }, async (_what, jumps) => {
    const home = tempHome();
    const host = await startHost(home);
    let furthest = Date.now();
    for (const jump of jumps) furthest = Math.max(furthest, await host.jump(jump));
    await host.stop();
    const kept = read(home);
    expect(judge(kept, done(kept))).toMatchObject({ lost: [], doubled: [] });
    for (const { until, periodMs } of kept.schedules) expect(furthest - until).toBeLessThan(periodMs);
  });

  it("sleeps for 8 hours: each job is caught up once", { timeout: 60_000 }, async () => {
    const home = tempHome();
    const host = await startHost(home);
    await host.jump(8 * hour);
    await host.stop();
    const { ledger } = read(home);
    for (const schedule of ["minutely:default", "hourly:default"]) {
      const rows = ledger.filter(({ scheduleId }) => scheduleId === schedule);
      expect(rows.filter(({ outcome }) => outcome.startsWith("ran")).length).toBeLessThanOrEqual(2);
      expect(rows.filter(({ outcome }) => outcome === "missed").length).toBeGreaterThanOrEqual(
        schedule === "hourly:default" ? 6 : 470,
      );
    }
  });
});
