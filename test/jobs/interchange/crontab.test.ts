import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CrontabPlan, parseCrontab } from "../../../jobs/interchange/crontab.ts";
import { joinCommand, splitCommand } from "../../../jobs/interchange/crontab-command.ts";
import { nextTimes } from "../../../jobs/schedule/next-times.ts";
import { parseWhen } from "../../../jobs/schedule/parse-when.ts";
import { threadCpuMs } from "../../support/thread-cpu.ts";
import { cronFields, timesOf } from "./cron-oracle.ts";

const facts = { user: "ann", home: "/home/ann", zone: "UTC" };
const start = Date.UTC(2026, 0, 1);

function only(text: string, options: { system?: boolean; zone?: string } = {}) {
  const plan = parseCrontab(text, { ...facts, ...options });
  const [entry] = plan.entries;
  expect(plan.notTaken).toEqual([]);
  expect(plan.entries).toHaveLength(1);
  if (!entry) throw new Error("no entry");
  return entry;
}

function reasonOf(text: string, options: { system?: boolean } = {}): string {
  const { entries, notTaken } = parseCrontab(text, { ...facts, ...options });
  expect(entries).toEqual([]);
  expect(notTaken).toHaveLength(1);
  return notTaken[0]?.reason ?? "";
}

/** Every line is exactly one thing. */
function expectAllLines(plan: CrontabPlan): void {
  const told = [
    ...plan.entries.map(({ line }) => line),
    ...plan.notTaken.map(({ line }) => line),
    ...plan.comments,
    ...plan.variables,
  ];
  expect(told.sort((a, b) => a - b)).toEqual(Array.from({ length: plan.lines }, (_, index) => index + 1));
}

function firing(when: string, zone: string, count: number): readonly number[] {
  const parsed = parseWhen(when, { anchorAt: start, zone });
  if (!parsed.ok) throw parsed.error;
  return nextTimes({ when: parsed.when, zone, fromMs: start - 1, count });
}

describe("a crontab's times", () => {
  it("fire at the minutes at which cron fires", () => {
    fc.assert(
      fc.property(cronFields, (fields) => {
        const line = `${fields.map(({ text }) => text).join(" ")} true`;
        const plan = parseCrontab(line, facts);
        const expected = timesOf(fields, start, 9 * 366, 12);
        const [entry] = plan.entries;
        if (expected.length === 0) {
          expect(plan.notTaken).toHaveLength(1);
          return;
        }
        expect(plan.notTaken).toEqual([]);
        const [first] = expected;
        expect(firing(entry?.when ?? "", "UTC", expected.length)).toEqual(expected);
        expect(first).toBeGreaterThanOrEqual(start);
      }),
      { numRuns: 1_500 },
    );
  }, 120_000);

  it.each([
    ["0 0 */2 * 1", "0 0 */2 * +1"],
    ["0 0 13 * fri", "0 0 13 * 5"],
    ["30 7 * jan-mar mon-fri", "30 7 * 1-3 1-5"],
    ["0 8 * * fri-sun", "0 8 * * 0,5,6"],
    ["0 8 * * 0,7", "0 8 * * 0"],
    ["0 8 1-31 * 1", "0 8 * * *"],
    ["*/15 0-23/2 * * *", "*/15 0,2,4,6,8,10,12,14,16,18,20,22 * * *"],
    ["@midnight", "@midnight"],
    ["@annually", "@annually"],
  ])("%s become %s", (typed, when) => {
    expect(only(`${typed} true`).when).toBe(when);
  });

  it.each([
    ["60 * * * * x", "goes from 0 to 59"],
    ["* * * foo * x", "jan to dec"],
    ["5/15 * * * * x", "Write 5-59/15"],
    ["0 0 * * 6-2 x", "backwards"],
    ["0 0 30 2 * x", "never fires"],
    ["*/0 * * * * x", "step of 0"],
    ["0 0 L * * x", '"L"'],
    ["? * * * * x", "cannot be understood"],
    ["0 */5 * * * * x", "five fields"],
    ["@reboot /usr/bin/thing", "computer starts"],
    ["@Daily x", "knows no"],
    ["@daily", "no command"],
    ["* * * * *", "no command"],
    ["* * *", "3 fields"],
    ["just words", "neither a job"],
    ["=x", "name before"],
    ['A="x" y', "quotes"],
  ])("%s is not taken over: %s", (line, words) => {
    expect(reasonOf(line)).toContain(words);
  });

  it("takes one minute of a random range, always the same", () => {
    const entry = only("0~59 3 * * * backup");
    expect(entry.when).toMatch(/^\d+ 3 \* \* \*$/);
    expect(only("0~59 3 * * * backup")).toEqual(entry);
    expect(entry.notes.join()).toContain("random minute");
    expect(reasonOf("30~10 * * * * x")).toContain("backwards");
    expect(only("~ * * * * x").when).toMatch(/^\d+ \* \* \* \*$/);
  });
});

describe("a crontab's lines", () => {
  it("make a command with what the lines above them set", () => {
    const text = [
      "# nightly",
      "",
      "0 1 * * * first",
      "SHELL=/bin/bash",
      "PATH = /usr/bin:/bin  ",
      `'GREETING'="hello  there "`,
      "HOME=/srv/app",
      "\t0 2 * * * second",
      "CRON_TZ=Europe/Berlin",
      "RANDOM_DELAY=10",
      "0 3 * * * third",
    ].join("\n");
    const { entries, notTaken } = parseCrontab(text, facts);
    expect(notTaken).toEqual([]);
    const env = { SHELL: "/bin/bash", PATH: "/usr/bin:/bin", GREETING: "hello  there ", HOME: "/srv/app" };
    expect(entries.map(({ payload }) => payload)).toEqual([
      { shell: "first" },
      { argv: ["/bin/bash", "-c", "second"], cwd: "/srv/app", env },
      { argv: ["/bin/bash", "-c", "third"], cwd: "/srv/app", env },
    ]);
    expect(entries.map(({ line, zone }) => [line, zone])).toEqual([
      [3, "UTC"],
      [8, "UTC"],
      [11, "Europe/Berlin"],
    ]);
    expect(entries[0]?.policies).toEqual({ missed: "skip", overlap: "allow" });
    expect(entries[2]?.policies).toEqual({ missed: "skip", overlap: "allow", spreadMs: 600_000 });
  });

  it("say what becomes of mail, zones and what looks like a secret", () => {
    const entry = only("MAILTO=ann@example.org\nTZ=Asia/Tokyo\nDB_PASSWORD=hunter2\n0 1 * * * x");
    const notes = entry.notes.join("\n");
    expect(notes).toContain("MAILTO");
    expect(notes).toContain("TZ is set for the command only");
    expect(notes).toContain("DB_PASSWORD looks like a secret");
    expect(notes).not.toContain("hunter2");
    expect(entry.zone).toBe("UTC");
  });

  it("under a zone that is none are not taken over, until the next zone", () => {
    const plan = parseCrontab("CRON_TZ=Mars/Base\n0 1 * * * a\nCRON_TZ=:Asia/Tokyo\n0 1 * * * b", facts);
    expect(plan.notTaken).toMatchObject([{ line: 2, reason: expect.stringContaining("Mars/Base") }]);
    expect(plan.entries).toMatchObject([{ line: 4, zone: "Asia/Tokyo" }]);
  });

  it.each([
    ["echo a%b%c", "echo a", "b\nc\n"],
    [String.raw`date +\%F > x`, "date +%F > x", undefined],
    [String.raw`echo \\%x`, String.raw`echo \\`, "x\n"],
    [String.raw`cat%100\%%\n`, "cat", `100%\n${String.raw`\n`}\n`],
    [String.raw`cat%a\\%b`, "cat", `a\\%b\n`],
    ["cat%", "cat", undefined],
    ["cat%%", "cat", "\n"],
  ])("%s run their command as cron does, with its input", (text, shell, stdin) => {
    expect(only(`0 1 * * * ${text}`).payload).toEqual({ shell, ...(stdin === undefined ? {} : { stdin }) });
  });

  it("with a user belong to that user", () => {
    expect(only("0 1 * * * ann:staff  run-parts /x", { system: true }).payload).toEqual({ shell: "run-parts /x" });
    expect(only("@daily ann x", { system: true }).payload).toEqual({ shell: "x" });
    expect(reasonOf("0 1 * * * root x", { system: true })).toBe(
      "it runs as root, and Jobdeck runs everything as you (ann)",
    );
    expect(reasonOf("0 1 * * * ann", { system: true })).toContain("no command");
  });

  it("may end as on Windows, begin with a mark, and need no end", () => {
    const plan = parseCrontab("\ufeff# x\r\nA=1\r\n-*/5 * * * * -n job one\r\n0 1 * * * two", facts);
    expect(plan.entries.map(({ payload }) => payload)).toEqual([
      { shell: "job one", env: { A: "1" } },
      { shell: "two", env: { A: "1" } },
    ]);
    expect(plan.entries[0]?.notes).toHaveLength(2);
    expectAllLines(plan);
  });

  it("that call Jobdeck run that task", () => {
    const entry = only(`0 1 * * * jobdeck run sync-s3 '{"dryRun":true,"note":"it'\\''s"}'`);
    expect(entry).toMatchObject({ taskId: "sync-s3", payload: { dryRun: true, note: "it's" } });
    expect(only("0 1 * * * jobdeck run sync-s3")).toMatchObject({ taskId: "sync-s3", payload: {} });
    expect(only("0 1 * * * jobdeck run sync-s3 --dry-run")).toMatchObject({ taskId: "command" });
    expect(only("0 1 * * * jobdeck run a 'no json'")).toMatchObject({ taskId: "command" });
  });

  it("have keys of their own that do not change", () => {
    const keys = (text: string) => parseCrontab(text, facts).entries.map(({ importKey }) => importKey);
    const [a, b, again] = keys("0 1 * * * a\n0 1 * * * b\n0 1 * * * a\n");
    expect(new Set([a, b, again]).size).toBe(3);
    expect(keys("# moved\n\n0  1 * * *  b\n0 1 * * * a")).toEqual([b, a]);
  });
});

describe("whatever a crontab holds", () => {
  const piece = fc.oneof(
    cronFields.map((fields) => `${fields.map(({ text }) => text).join(" ")} `),
    fc.constantFrom(
      "* * * * * ",
      "0 1 * * * ",
      "@daily ",
      "@reboot ",
      "#",
      "\n",
      "\r\n",
      "=",
      "%",
      "\\",
      "'",
      '"',
      "~",
    ),
    fc.constantFrom("MAILTO=", "CRON_TZ=", "CRON_TZ=UTC\n", "A='b'\n", "__proto__=1\n", "root ", "\0", "\ufeff", "-n "),
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  const hostile = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));

  it("never throws, and accounts for every line once", () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (text, system) => {
        const plan = parseCrontab(text, { ...facts, system });
        expectAllLines(plan);
        for (const { reason, line } of plan.notTaken) expect([reason.length > 5, line > 0]).toEqual([true, true]);
        for (const entry of plan.entries) expect(parseWhen(entry.when, { anchorAt: 0 }).ok).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it("comes back the same from a line that says it", () => {
    const text = fc.string({ unit: fc.constantFrom("a", " ", "%", "\\", "\n", "-", "*", "'", "é"), maxLength: 12 });
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), (shell, stdin) => {
        const line = joinCommand({ shell, stdin });
        if (line === undefined) return;
        expect(line).not.toContain("\n");
        expect(splitCommand(line)).toEqual({ shell, stdin });
      }),
      { numRuns: 2_000 },
    );
    expect(joinCommand({ shell: "date +%F", stdin: "a\n10%\n" })).toBe(String.raw`date +\%F%a%10\%`);
    expect(joinCommand({ shell: "two\nlines", stdin: undefined })).toBeUndefined();
    expect(joinCommand({ shell: "cat", stdin: "no end" })).toBeUndefined();
  });

  it("is read in time that grows with its length only", () => {
    const begin = threadCpuMs();
    expect(parseCrontab(`${"1,".repeat(200_000)}1 * * * * x`, facts).notTaken.length).toBeLessThanOrEqual(1);
    expect(parseCrontab(`A${"\t".repeat(900_000)}B`, facts).notTaken).toHaveLength(1);
    expect(parseCrontab("\n".repeat(900_000), facts).comments).toHaveLength(900_000);
    const jobs = parseCrontab("A=1\n0 1 * * * x\n".repeat(20_000), facts);
    expect(jobs.entries).toHaveLength(20_000);
    expect(parseCrontab("x".repeat(5_000_000), facts).notTaken[0]?.reason).toContain("characters");
    expect(threadCpuMs() - begin).toBeLessThan(8_000);
    const many = Array.from({ length: 600 }, (_, index) => `V${index}=1`).join("\n");
    expect(parseCrontab(many, facts).notTaken).toHaveLength(100);
  });
});
