import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCrontab } from "../../../jobs/interchange/crontab.ts";
import { splitCommand } from "../../../jobs/interchange/crontab-command.ts";
import { crontabCommand } from "../../../jobs/interchange/export-command.ts";
import { type ExportedSchedule, exportCrontab, sameLineKey } from "../../../jobs/interchange/export-crontab.ts";
import { crontabTimes } from "../../../jobs/interchange/export-times.ts";
import { exportJson, parseJsonExport } from "../../../jobs/interchange/json.ts";
import { defaultPolicies, type SchedulePolicies } from "../../../jobs/model/schedule.ts";
import { nextTimes } from "../../../jobs/schedule/next-times.ts";
import { parseWhen } from "../../../jobs/schedule/parse-when.ts";
import { cronFields } from "./cron-oracle.ts";

const facts = { user: "ann", home: "/home/ann", zone: "UTC" };
const start = Date.UTC(2026, 0, 1);

const schedule: ExportedSchedule = {
  id: "command:12345678",
  taskId: "command",
  title: null,
  when: "30 7 * * 1-5",
  zone: "Europe/Berlin",
  meaning: "Weekdays at 07:30",
  paused: false,
  own: true,
  payload: { shell: "echo hi" },
  policies: { ...defaultPolicies, missed: "skip", overlap: "allow" },
  importKey: null,
};

function firing(when: string): readonly number[] | undefined {
  const parsed = parseWhen(when, { anchorAt: start });
  return parsed.ok ? nextTimes({ when: parsed.when, zone: "UTC", fromMs: start - 1, count: 12 }) : undefined;
}

describe("schedules as a crontab", () => {
  it("fire at the same times when that is taken over again", () => {
    fc.assert(
      fc.property(cronFields, fc.boolean(), (fields, both) => {
        const words = fields.map(({ text }) => text);
        const when = both ? `${words.slice(0, 4).join(" ")} +${words[4]}` : words.join(" ");
        const times = firing(when);
        const written = crontabTimes(when);
        if (times === undefined || times.length === 0 || !written.ok) return;
        const [entry] = parseCrontab(`${written.times} true`, facts).entries;
        expect(firing(entry?.when ?? "")).toEqual(times);
      }),
      { numRuns: 1_500 },
    );
  }, 120_000);

  it.each([
    ["30 7 * * 1-5", "30 7 * * 1-5"],
    ["@daily", "0 0 * * *"],
    ["0 */15 * * * *", "*/15 * * * *"],
    ["0 0 */2 * 1", "0 0 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 * 1"],
    ["0 0 */2 * +1", "0 0 */2 * 1"],
    ["0 0 * * SUN", "0 0 * * 0"],
    ["0 0 * * fri-sun", "0 0 * * 0,5,6"],
    ["0 0 1 * sun-sun", "0 0 * * *"],
  ])("%s become %s", (when, times) => {
    expect(crontabTimes(when)).toEqual({ ok: true, times });
  });

  it.each([
    ["every 15m", "elapsed time"],
    ["2030-01-01T00:00", "no year"],
    ["*/30 * * * * *", "seconds"],
    ["0 0 L * *", "L, W"],
    ["0 0 * * 5#2", "L, W"],
    ["0 0 13 * +5", "at the same time"],
  ])("%s cannot be said: %s", (when, words) => {
    const { text, said, notSaid } = exportCrontab([{ ...schedule, when }]);
    expect(said).toEqual([]);
    expect(notSaid).toEqual([{ id: schedule.id, reason: expect.stringContaining(words) }]);
    expect(parseCrontab(text, facts)).toMatchObject({ entries: [], notTaken: [] });
  });

  it.each([
    ["weekdaysOnly", { weekdaysOnly: true }],
    ["blackouts", { blackouts: [{ from: "2026-12-24", to: "2026-12-26" }] }],
    ["everyNth", { everyNth: 2 }],
    ["validUntil", { validUntil: 1 }],
    ["conditions", { conditions: { online: true } }],
    ["after", { after: { taskId: "sync-s3", since: "today", atOnce: false } }],
  ] satisfies [string, Partial<SchedulePolicies>][])("that %s keeps from times are a comment", (name, change) => {
    const { notSaid } = exportCrontab([{ ...schedule, policies: { ...schedule.policies, ...change } }]);
    expect(notSaid[0]?.reason).toContain(name);
  });

  it("name what is different, and keep what is paused in a comment", () => {
    const { text } = exportCrontab([
      { ...schedule, policies: defaultPolicies, title: "Mine\n* * * * * rm" },
      { ...schedule, id: "command:2", paused: true },
    ]);
    expect(text).toContain("# Different: cron catches up nothing that was missed (here: run-once).");
    expect(text).toContain("# Not said: it is paused; its line would be: 30 7 * * 1-5 echo hi.");
    const plan = parseCrontab(text, facts);
    expect(plan.notTaken).toEqual([]);
    expect(plan.entries).toMatchObject([
      { when: "30 7 * * 1-5", zone: "Europe/Berlin", payload: { shell: "echo hi" }, taskId: "command" },
    ]);
  });

  it("are known again as the same line", () => {
    const text = fc.string({ unit: fc.constantFrom("a", " ", "%", "'", "$", "\\", "é", "=", "/"), maxLength: 8 });
    const payload = fc.record(
      {
        argv: fc.array(text.filter((word) => word !== "")).map((rest) => ["prog", ...rest]),
        cwd: text.filter((word) => word !== ""),
        env: fc.dictionary(fc.constantFrom("A", "B_C"), text),
        stdin: text.map((line) => `${line}\n`),
      },
      { requiredKeys: ["argv"] },
    );
    fc.assert(
      fc.property(payload, (given) => {
        const mine = { ...schedule, payload: given };
        const { said, text: crontab } = exportCrontab([mine]);
        if (said.length === 0) return;
        const plan = parseCrontab(crontab, facts);
        expect(plan.notTaken).toEqual([]);
        expect(plan.entries.map(sameLineKey)).toEqual([sameLineKey(mine)]);
      }),
      { numRuns: 500 },
    );
  });

  it.runIf(process.platform !== "win32")("give a program the same words, folder, variables and input", () => {
    const words = ["$HOME", "it's", "100%", "a b", "-n", "*", "\\", "é", "", "~", "#"];
    const script = 'printf "%s|" "$@"; printf "%s|" "$A B" "$PWD"; cat';
    const payload = {
      argv: ["/bin/sh", "-c", script, "sh", ...words],
      cwd: "/",
      env: { A: "x '%' $Y" },
      stdin: "in%\n",
    };
    const written = crontabCommand("command", payload);
    if (!written.ok) throw new Error(written.reason);
    const { shell, stdin } = splitCommand(written.command);
    const out = execFileSync("/bin/sh", ["-c", shell], { input: stdin, encoding: "utf8" });
    expect(out).toBe(`${[...words, "x '%' $Y B", "/"].join("|")}|in%\n`);
    const named = crontabCommand("command", { argv: ["echo", "hi"] });
    expect(named).toMatchObject({ ok: true, command: "exec echo hi" });
  });

  it.each([
    ["a secret", { shell: "x", env: { T: { secret: "custom.t" } } }, "secret"],
    ["a line break", { shell: "a\nb" }, "as they are"],
    ["input without an end", { shell: "a", stdin: "b" }, "as they are"],
    ["an odd variable", { shell: "a", env: { "A-B": "1" } }, "no shell"],
    ["no command", { other: 1 }, "payload"],
  ])("are a comment when the command has %s", (_, payload, words) => {
    expect(crontabCommand("command", payload)).toMatchObject({ ok: false, reason: expect.stringContaining(words) });
  });

  it("run other tasks through Jobdeck, and come back as those", () => {
    const { text } = exportCrontab([{ ...schedule, taskId: "sync-s3", payload: { dryRun: true, note: "it's 100%" } }]);
    expect(text).toContain(String.raw`jobdeck run sync-s3 '{"dryRun":true,"note":"it'\''s 100\%"}'`);
    expect(parseCrontab(text, facts).entries).toMatchObject([
      { taskId: "sync-s3", payload: { dryRun: true, note: "it's 100%" } },
    ]);
  });
});

describe("schedules as JSON", () => {
  const some: fc.Arbitrary<ExportedSchedule> = fc
    .record({
      id: fc.uuid(),
      title: fc.option(fc.string({ minLength: 1, maxLength: 20 })),
      when: fc.constantFrom("30 7 * * 1-5", "every 15m", "*/30 * * * * *", "0 0 L * *", "2090-01-01T00:00"),
      zone: fc.constantFrom("UTC", "Asia/Tokyo"),
      paused: fc.boolean(),
      payload: fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 })),
      importKey: fc.option(fc.uuid()),
      everyNth: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ everyNth, ...rest }) => ({ ...schedule, ...rest, policies: { ...defaultPolicies, everyNth } }));

  it("come back as they were, each with its line", () => {
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: ({ id }) => id, maxLength: 6 }), (schedules) => {
        const text = exportJson(schedules);
        const parsed = parseJsonExport(text);
        if (!parsed.ok) throw new Error(parsed.reason);
        expect(parsed.plan.notTaken).toEqual([]);
        const back = parsed.plan.entries.map(({ sourceId, taskId, when, zone, title, untitled, payload }) => ({
          ...{ id: sourceId, taskId, when, zone, payload, title: untitled ? null : title },
        }));
        const wanted = schedules.map(({ id, taskId, when, zone, payload, title }) => ({
          ...{ id, taskId, when, zone, payload: JSON.parse(JSON.stringify(payload)) as unknown, title },
        }));
        expect(back).toEqual(wanted);
        const lines = text.split("\n");
        for (const { line, sourceId } of parsed.plan.entries)
          expect([lines[line - 1]?.trim(), lines[line]]).toEqual(["{", expect.stringContaining(sourceId ?? "?")]);
        for (const [index, { policies }] of parsed.plan.entries.entries())
          expect({ ...defaultPolicies, ...policies }).toEqual(schedules[index]?.policies);
      }),
      { numRuns: 300 },
    );
  });

  it("take each schedule or list it with its line and the reason, and never throw", () => {
    const [good] = (JSON.parse(exportJson([schedule])) as { schedules: object[] }).schedules;
    const spoiled = fc
      .tuple(fc.constantFrom(...Object.keys(good ?? {}), "more"), fc.jsonValue())
      .map(([name, value]) => ({
        ...good,
        [name]: value,
      }));
    fc.assert(
      fc.property(fc.array(fc.oneof(spoiled, fc.jsonValue()), { maxLength: 5 }), (schedules) => {
        const text = JSON.stringify({ format: "jobdeck-schedules", version: 1, schedules }, null, 1);
        const parsed = parseJsonExport(text);
        if (!parsed.ok) throw new Error(parsed.reason);
        const told = [...parsed.plan.entries, ...parsed.plan.notTaken];
        expect(told).toHaveLength(schedules.length);
        for (const { reason } of parsed.plan.notTaken) expect(reason.length).toBeGreaterThan(5);
        expect(new Set(told.map(({ line }) => line)).size).toBe(schedules.length);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => void expect(parseJsonExport(text).ok).toBe(false)),
    );
  });

  it("of a task itself stay behind, and a newer file is refused", () => {
    const parsed = parseJsonExport(exportJson([{ ...schedule, own: false }]));
    expect(parsed).toMatchObject({
      plan: { entries: [], notTaken: [{ line: 5, reason: expect.stringContaining("comes with its task") }] },
    });
    const newer = exportJson([schedule]).replace('"version": 1', '"version": 2');
    expect(parseJsonExport(newer)).toMatchObject({ ok: false, reason: expect.stringContaining("version 2") });
  });
});
