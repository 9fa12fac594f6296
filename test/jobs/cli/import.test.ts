import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../../support/jobdeck-cli.ts";
import { root } from "../../support/paths.ts";
import { tempHome } from "../../support/temp-home.ts";

const crontab = [
  "# mine",
  "MAILTO=ann@example.org",
  "CRON_TZ=Europe/Berlin",
  "30 7 * * 1-5 echo news%first%second",
  "@reboot /usr/bin/thing",
  "61 * * * * wrong",
  "",
].join("\n");

type Imported = {
  readonly applied: boolean;
  readonly entries: readonly {
    payload?: unknown;
    id: string | null;
    state: string;
    line: number;
    next: readonly string[];
  }[];
  readonly notTaken: readonly { line: number; reason: string }[];
};

const iso: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:30:00\.000Z$/);
const documentOf = (text: string) => JSON.parse(text) as Imported;

async function ownSchedules(home: string) {
  const { stdout } = await runCli(["list", "--json"], { home });
  const jobs = JSON.parse(stdout) as { id: string; schedules: { id: string; paused: boolean; when: string }[] }[];
  return jobs.find(({ id }) => id === "command")?.schedules ?? [];
}

describe("jobdeck import crontab", () => {
  it("shows in words what would be made and what stays behind, and writes nothing", async () => {
    const home = tempHome();
    const { code, stdout } = await runCli(["import", "crontab", "-"], { home, input: crontab });
    expect(code).toBe(0);
    expect(stdout).toContain("Standard input: 1 schedule would be made, paused.");
    expect(stdout).toMatch(/4 +new +.*07:30.*\(Europe\/Berlin\) +(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +){2}echo news/);
    expect(stdout).toContain("ann@example.org");
    expect(stdout).toMatch(/5: @reboot \/usr\/bin\/thing\n.*computer starts/);
    expect(stdout).toMatch(/6: 61 \* \* \* \* wrong\n.*from 0 to 59/);
    expect(stdout).toContain("Nothing was written. Add --yes");
    expect(await ownSchedules(home)).toEqual([]);
  });

  it("makes them paused, and once", async () => {
    const home = tempHome();
    const first = await runCli(["import", "crontab", "-", "--yes", "--json"], { home, input: crontab });
    expect(documentOf(first.stdout)).toMatchObject({
      applied: true,
      entries: [{ line: 4, state: "created", next: [iso, iso, iso] }],
      notTaken: [{ line: 5 }, { line: 6 }],
    });
    const again = await runCli(["import", "crontab", "-", "--yes", "--json"], { home, input: `# more\n${crontab}` });
    const [id] = documentOf(first.stdout).entries.map((entry) => entry.id);
    expect(documentOf(again.stdout)).toMatchObject({ applied: false, entries: [{ line: 5, state: "there", id }] });
    const made = await ownSchedules(home);
    expect(made).toMatchObject([{ id, paused: true, when: "30 7 * * 1-5" }]);
    const shown = await runCli(["import", "crontab", "-", "--yes"], { home, input: crontab });
    expect(shown.stdout).toContain(`there: ${id}`);
    expect(shown.stdout).toContain("nothing new");
  });

  it("reads the user's own crontab, and says so when there is none", async () => {
    const home = tempHome();
    const bin = path.join(home, "bin");
    mkdirSync(bin);
    const program = path.join(bin, "crontab");
    writeFileSync(program, '#!/bin/sh\n[ "$1" = -l ] && printf "@daily echo own\\n"\n');
    chmodSync(program, 0o755);
    const env = { PATH: `${bin}:${process.env.PATH}` };
    const own = await runCli(["import", "crontab"], { home, env });
    expect(own.stdout).toContain("Your crontab: 1 schedule would be made");
    writeFileSync(program, "#!/bin/sh\necho 'no crontab for ann' >&2\nexit 1\n");
    expect(await runCli(["import", "crontab"], { home, env })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("no crontab for ann"),
    });
    const without = await runCli(["import", "crontab"], { home, env: { PATH: home } });
    expect(without).toMatchObject({ code: 3, stderr: expect.stringContaining("jobdeck import crontab FILE") });
    expect(await runCli(["import", "crontab", "/no/such/file"], { home })).toMatchObject({ code: 3 });
    expect(await runCli(["import", "crontab", "-", "--zone", "Mars/Base"], { home })).toMatchObject({ code: 2 });
  });

  it("reads a file with a column for the user when told to", async () => {
    const home = tempHome();
    const file = path.join(home, "system");
    writeFileSync(file, "17 * * * * nobody-here cd / && run-parts /etc/cron.hourly\n");
    const { stdout } = await runCli(["import", "crontab", file, "--system", "--json"], { home });
    expect(documentOf(stdout)).toMatchObject({
      notTaken: [{ line: 1, reason: expect.stringContaining("as nobody-here") }],
    });
  });

  it.runIf(existsSync("/usr/bin/script"))("asks at a terminal, and makes them only after a yes", async () => {
    const home = tempHome();
    const file = path.join(home, "mine");
    writeFileSync(file, crontab);
    const no = await atTerminal(`import crontab ${file}`, home, "n\n");
    expect(no).toContain("Make these schedules, paused? [y/N]");
    expect(no).toContain("Nothing was written");
    expect(await ownSchedules(home)).toEqual([]);
    expect(await atTerminal(`import crontab ${file}`, home, "\u0004")).toContain("Nothing was written");
    expect(await atTerminal(`import crontab ${file}; echo "code $?"`, home, "\u0003")).toContain("code 130");
    const yes = await atTerminal(`import crontab ${file}`, home, "y\n");
    expect(yes).toContain("1 made, 0 there before, 0 refused.");
    expect(await ownSchedules(home)).toHaveLength(1);
  });
});

describe("jobdeck import systemd", () => {
  function unitsIn(folder: string): void {
    mkdirSync(path.join(folder, "tidy.timer.d"), { recursive: true });
    writeFileSync(path.join(folder, "tidy.timer"), "[Timer]\nOnCalendar=daily\nOnBootSec=5min\nPersistent=true\n");
    writeFileSync(path.join(folder, "tidy.timer.d", "later.conf"), "[Timer]\nRandomizedDelaySec=10min\n");
    const service = "[Unit]\nDescription=Tidy up\n[Service]\nType=oneshot\nNice=10\nExecStart=/bin/echo tidy %u\n";
    writeFileSync(path.join(folder, "tidy.service"), service);
  }

  it("takes over the user's own timers, paused and once, and lists what stays behind", async () => {
    const home = tempHome();
    const env = { XDG_CONFIG_HOME: path.join(home, "config") };
    const folder = path.join(home, "config", "systemd", "user");
    expect(await runCli(["import", "systemd"], { home, env })).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("import systemd FILE.timer"),
    });
    unitsIn(folder);
    const shown = await runCli(["import", "systemd"], { home, env });
    expect(shown.stdout).toContain("1 schedule would be made, paused.");
    expect(shown.stdout).toMatch(/tidy\.timer:2 +new +Every day at 00:00 .* +\d{4}-.* +\d{4}-.* +Tidy up/);
    expect(shown.stdout).toMatch(/tidy\.timer:3: OnBootSec=5min\n.*computer has started/);
    expect(shown.stdout).toMatch(/tidy\.service:5: Nice=10\n/);
    expect(await ownSchedules(home)).toEqual([]);
    const made = await runCli(["import", "systemd", "--yes", "--json"], { home, env });
    expect(documentOf(made.stdout)).toMatchObject({
      applied: true,
      entries: [{ state: "created", payload: { argv: ["/bin/echo", "tidy", expect.any(String)] } }],
    });
    expect(await ownSchedules(home)).toMatchObject([{ paused: true, when: "0 0 * * *" }]);
    const again = await runCli(["import", "systemd", path.join(folder, "tidy.timer"), "--json"], { home, env });
    expect(documentOf(again.stdout)).toMatchObject({ entries: [{ state: "there" }] });
    expect(await runCli(["import", "systemd", path.join(folder, "tidy.service")], { home, env })).toMatchObject({
      code: 2,
    });
    expect(await runCli(["import", "systemd", "/no/such.timer"], { home, env })).toMatchObject({ code: 3 });
  });
});

describe("jobdeck export", () => {
  const add = (home: string, ...args: readonly string[]) => runCli(["schedule", "add", "command", ...args], { home });

  it("writes JSON that another home takes over, and this one knows", async () => {
    const home = tempHome();
    const payload = JSON.stringify({ argv: ["echo", "it's 100%"], env: { T: { secret: "custom.t" } } });
    await add(home, "*/30 * * * * *", "--title", "Often", "--payload", payload, "--weekdays-only");
    const exported = await runCli(["export", "json", "--task", "command"], { home });
    const again = await runCli(["import", "json", "-", "--yes", "--json"], { home, input: exported.stdout });
    expect(documentOf(again.stdout)).toMatchObject({ applied: false, entries: [{ state: "there" }], notTaken: [] });
    const other = tempHome();
    const taken = await runCli(["import", "json", "-", "--yes", "--json"], { home: other, input: exported.stdout });
    expect(documentOf(taken.stdout)).toMatchObject({ applied: true, entries: [{ state: "created", line: 5 }] });
    const twice = await runCli(["import", "json", "-", "--yes", "--json"], { home: other, input: exported.stdout });
    expect(documentOf(twice.stdout)).toMatchObject({ applied: false, entries: [{ state: "there" }] });
    const back = await runCli(["export", "json", "--task", "command", "--json"], { home: other });
    const without = (text: string) =>
      (JSON.parse(text) as { schedules: Record<string, unknown>[] }).schedules.map(
        ({ id: _, paused: __, importKey: ___, ...rest }) => rest,
      );
    expect(without(back.stdout)).toEqual(without(exported.stdout));
    expect(await runCli(["import", "json", "-"], { home, input: "{}" })).toMatchObject({ code: 2 });
  });

  it("writes a crontab that comes back, with what it cannot say as comments", async () => {
    const home = tempHome();
    await add(home, "0 3 * * *", "--zone", "Asia/Tokyo", "--payload", '{"argv":["/bin/echo","100%"],"cwd":"/tmp"}');
    await add(home, "every 15m", "--payload", '{"shell":"true"}');
    const { code, stdout, stderr } = await runCli(["export", "crontab", "--task", "command"], { home });
    expect(code).toBe(0);
    expect(stdout).toContain("CRON_TZ=Asia/Tokyo\n0 3 * * * cd /tmp || exit; /bin/echo 100\\%\n");
    expect(stdout).toContain("# Not said: it counts elapsed time");
    expect(stderr).toContain("is a comment only");
    const again = await runCli(["import", "crontab", "-", "--yes", "--json"], { home, input: stdout });
    expect(documentOf(again.stdout)).toMatchObject({ applied: false, entries: [{ state: "there" }], notTaken: [] });
    expect(await runCli(["export", "json", "--task", "nothing"], { home })).toMatchObject({ code: 3 });
  });
});

/** What the command line shows at a terminal where somebody answers. */
async function atTerminal(line: string, home: string, answer: string): Promise<string> {
  const cli = `"${process.execPath}" "${path.join(root, "dist", "main", "jobdeck.cjs")}" ${line}`;
  const log = path.join(home, "terminal");
  const child = spawn("/usr/bin/script", ["-qec", cli, log], {
    env: { PATH: process.env.PATH ?? "", JOBDECK_HOME: home, TZ: "UTC", TERM: "xterm" },
  });
  let seen = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const before = seen.includes("[y/N]");
    seen += chunk.toString();
    if (!before && seen.includes("[y/N]")) child.stdin.write(answer);
  });
  await once(child, "close");
  return readFileSync(log, "utf8");
}
