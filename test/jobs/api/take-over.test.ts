import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createTakeOver } from "../../../jobs/api/imports/take-over.ts";
import { tempHome } from "../../support/temp-home.ts";

/** A computer with this crontab, as `crontab -l` prints it, and a host that keeps what it is told to make. */
function setUp(crontab: string) {
  const bin = path.join(tempHome(), "bin");
  mkdirSync(bin, { recursive: true });
  const write = (text: string) => {
    writeFileSync(path.join(bin, "text"), text);
    writeFileSync(path.join(bin, "crontab"), `#!/bin/sh\ncat ${path.join(bin, "text")}\n`);
    chmodSync(path.join(bin, "crontab"), 0o755);
  };
  write(crontab);
  vi.stubEnv("PATH", `${bin}:${process.env.PATH}`);
  const made: { importKey: string; paused: boolean; when: string; payload: unknown }[] = [];
  const takeOver = createTakeOver({
    zone: "UTC",
    now: () => Date.UTC(2026, 10, 23),
    target: {
      keys: async () => made.map(({ importKey }, index) => ({ scheduleId: `command:${index}`, importKey })),
      jobs: async () => [],
      create: async (wish) => ({ id: `command:${made.push(wish) - 1}` }),
    },
  });
  return { takeOver, made, write };
}

afterEach(() => void vi.unstubAllEnvs());

const crontab = "0 2 * * * backup --all\n@reboot mount-disks\n30 7 * * 1-5 echo morning\n";

describe("taking over the user's crontab", () => {
  it("shows each line with its command and next times, what stays behind, and writes nothing", async () => {
    const { takeOver, made } = setUp(crontab);
    const plan = await takeOver.preview("crontab");
    expect(plan.entries).toMatchObject([
      {
        line: 1,
        command: "backup --all",
        when: "0 2 * * *",
        state: "planned",
        next: [Date.UTC(2026, 10, 23, 2), {}, {}],
      },
      { line: 3, command: "echo morning", state: "planned" },
    ]);
    expect(plan.notTaken).toMatchObject([{ line: 2, text: "@reboot mount-disks" }]);
    expect(made).toEqual([]);
  });

  it("makes the chosen lines only, once, paused or not as is wished", async () => {
    const { takeOver, made } = setUp(crontab);
    const [, second] = (await takeOver.preview("crontab")).entries;
    const lines = second ? [second].map(({ importKey, command }) => ({ importKey, command })) : [];
    const wish = { from: "crontab", lines, paused: false } as const;
    expect(await takeOver.apply(wish)).toMatchObject([{ line: 3, state: "created", scheduleId: "command:0" }]);
    expect(await takeOver.apply(wish)).toMatchObject([{ line: 3, state: "there" }]);
    expect(made).toMatchObject([{ when: "30 7 * * 1-5", paused: false, payload: { shell: "echo morning" } }]);
    expect((await takeOver.preview("crontab")).entries.map(({ state }) => state)).toEqual(["planned", "there"]);
  });

  it("makes nothing of what was shown otherwise, or is another line by now", async () => {
    const { takeOver, made, write } = setUp(crontab);
    const { entries } = await takeOver.preview("crontab");
    const shownAs = (command: string) => entries.map(({ importKey }) => ({ importKey, command })).slice(0, 1);
    expect(await takeOver.apply({ from: "crontab", lines: shownAs("backup"), paused: true })).toEqual([]);
    write("0 2 * * * rm -rf everything\n");
    expect(await takeOver.apply({ from: "crontab", lines: shownAs("backup --all"), paused: true })).toEqual([]);
    expect(made).toEqual([]);
  });

  it("says so when there is no crontab", async () => {
    const { takeOver } = setUp("");
    vi.stubEnv("PATH", "/nowhere");
    await expect(takeOver.preview("crontab")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
