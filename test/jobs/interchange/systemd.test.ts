import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImportPlan } from "../../../jobs/interchange/plan.ts";
import { parseTimers } from "../../../jobs/interchange/systemd.ts";
import { parseTimespan } from "../../../jobs/interchange/systemd-time.ts";
import { splitWords } from "../../../jobs/interchange/systemd-words.ts";
import { commandPayloadSchema } from "../../../jobs/tasks/custom/command-payload.ts";

const facts = {
  ...{ user: "ann", home: "/home/ann", zone: "UTC", uid: 1_000, gid: 1_000, host: "desk.example" },
  ...{
    runtimeFolder: "/run/user/1000",
    cacheFolder: "/home/ann/.cache",
    configFolder: "/home/ann/.config",
    shell: "/bin/sh",
  },
};

type Files = Readonly<Record<string, string>>;

/** Reads these files as a folder of units; `NAME.d/x.conf` is a drop-in. */
function read(files: Files, { system = false, name = "a.timer" } = {}): ImportPlan {
  const textsOf = (unit: string) =>
    Object.entries(files)
      .filter(([file]) => file === unit || file.startsWith(`${unit}.d/`))
      .map(([file, text]) => ({ file, text }));
  return parseTimers({
    timers: [{ name, texts: textsOf(name), system }],
    facts,
    serviceTexts: textsOf,
    readText: (file) => files[file],
  });
}

const daily = "[Timer]\nOnCalendar=daily\n";

function service(...lines: readonly string[]): Files {
  return { "a.timer": daily, "a.service": `[Service]\n${lines.join("\n")}\n` };
}

function payloadOf(files: Files): unknown {
  const plan = read(files);
  expect(plan.notTaken).toEqual([]);
  expect(plan.entries).toHaveLength(1);
  const payload = plan.entries[0]?.payload;
  expect(commandPayloadSchema.safeParse(payload).success).toBe(true);
  return payload;
}

function reasonsOf(plan: ImportPlan): string {
  return plan.notTaken.map(({ file, line, reason }) => `${file}:${line} ${reason}`).join("\n");
}

describe("a systemd timer", () => {
  it("becomes a schedule with its time, its policies and the service's command", () => {
    const plan = read({
      "a.timer": [
        "# nightly",
        "[Unit]",
        "Description=Nightly backup timer",
        "[Timer]",
        "OnCalendar=Mon..Fri *-*-* 02:30 Europe/Berlin",
        "Persistent=true",
        "RandomizedDelaySec=1h 30min",
        "[Install]",
        "WantedBy=timers.target",
      ].join("\n"),
      "a.service": [
        "[Unit]",
        "Description=Backup of %h",
        "ConditionACPower=true",
        "[Service]",
        "Type=oneshot",
        'ExecStart=/usr/bin/restic backup "%h/My notes" --tag %u',
        "WorkingDirectory=%h",
        'Environment=LEVEL=1 "TEXT=two words"',
        "TimeoutStartSec=30min",
        "SuccessExitStatus=3",
      ].join("\n"),
    });
    expect(plan.notTaken).toEqual([]);
    expect(plan.entries).toMatchObject([
      {
        ...{ file: "a.timer", line: 5, title: "Backup of /home/ann", when: "30 2 * * 1-5", zone: "Europe/Berlin" },
        taskId: "command",
        payload: {
          argv: ["/usr/bin/restic", "backup", "/home/ann/My notes", "--tag", "ann"],
          ...{ cwd: "/home/ann", env: { LEVEL: "1", TEXT: "two words" }, okExitCodes: [0, 3], timeoutMs: 1_800_000 },
        },
        policies: {
          ...{ missed: "run-once", notLaterThanMs: 366 * 86_400_000, overlap: "skip", jitterMs: 5_400_000 },
          conditions: { mainsPower: true },
        },
      },
    ]);
  });

  it("with several times becomes several schedules, and what is no time is listed with its line", () => {
    const plan = read({
      "a.timer":
        "[Timer]\nOnBootSec=5min\nOnUnitActiveSec=15min\nOnCalendar=Sat 10:00\nOnCalendar=*-*~2\nAccuracySec=1us\n",
      "a.service": "[Service]\nExecStart=/bin/true\n",
    });
    expect(plan.entries.map(({ line, when, policies }) => [line, when, policies.missed])).toEqual([
      [3, "every 15m", "skip"],
      [4, "0 10 * * 6", "skip"],
    ]);
    expect(plan.entries[0]?.notes.join()).toContain("since it was started last");
    expect(reasonsOf(plan)).toMatch(/a\.timer:2 .*computer has started/);
    expect(reasonsOf(plan)).toMatch(/a\.timer:5 .*end of months/);
    expect(reasonsOf(plan)).toMatch(/a\.timer:6 .*begins at the time itself/);
    expect(new Set(plan.entries.map(({ importKey }) => importKey)).size).toBe(2);
  });

  it("is changed by its drop-ins, where an empty value takes all times back", () => {
    const plan = read({
      "a.timer": daily,
      "a.timer.d/override.conf":
        "[Timer]\nOnCalendar=\nOnUnitInactiveSec=2h\nRandomizedDelaySec=60\nFixedRandomDelay=yes\nUnit=b.service\n",
      "b.service": "[Service]\nExecStart=/bin/false\n",
      "b.service.d/x.conf": "[Service]\nExecStart=\nExecStart=/bin/true \\\n  # not this\n  now\n",
    });
    expect(plan.entries).toMatchObject([
      {
        ...{ file: "a.timer.d/override.conf", line: 3, when: "every 2h", payload: { argv: ["/bin/true", "now"] } },
        ...{ policies: { spreadMs: 60_000 }, title: "a.timer" },
      },
    ]);
    expect(plan.entries[0]?.notes.join()).toContain("since it ended last");
  });

  it("of a template knows its instance", () => {
    const plan = read(
      { "a@one-x.timer": daily, "a@one-x.service": "[Service]\nExecStart=/bin/echo %i %I %p %n %% %j\n" },
      { name: "a@one-x.timer" },
    );
    expect(plan.entries[0]?.payload).toEqual({
      argv: ["/bin/echo", "one-x", "one/x", "a", "a@one-x.service", "%", "a"],
    });
  });

  it.each([
    ["a timer that is masked", { "a.timer": "" }, "masked"],
    ["one without a service", { "a.timer": daily }, "no a.service"],
    ["one that starts something else", { "a.timer": `${daily}Unit=b.target\n` }, "no service"],
    ["one without a time", { ...service("ExecStart=/bin/true"), "a.timer": "[Timer]\nPersistent=yes\n" }, "no time"],
    [
      "one with a condition",
      { ...service("ExecStart=/bin/true"), "a.timer": `[Unit]\nConditionHost=x\n${daily}` },
      "ConditionHost",
    ],
    [
      "a date that is over",
      { ...service("ExecStart=/bin/true"), "a.timer": "[Timer]\nOnCalendar=2026-02-30\n" },
      "no such day",
    ],
    [
      "two intervals",
      { ...service("ExecStart=/bin/true"), "a.timer": "[Timer]\nOnUnitActiveSec=1h\nOnUnitInactiveSec=2h\n" },
      "several intervals",
    ],
    ["no span", { ...service("ExecStart=/bin/true"), "a.timer": "[Timer]\nOnUnitActiveSec=soon\n" }, "no time span"],
    ["a service without a command", service("Type=oneshot"), "no ExecStart"],
    ["a service that forks", service("Type=forking", "ExecStart=/bin/x"), "type forking"],
    ["several commands of a simple service", service("ExecStart=/bin/a", "ExecStart=/bin/b"), "oneshot"],
    ["another user", service("User=root", "ExecStart=/bin/x"), "runs as root"],
    ["a specifier that is not known", service("ExecStart=/bin/x %S"), "%S"],
    ["another name", service("ExecStart=@/bin/x y"), "prefix @"],
    [
      "a service's condition",
      { ...service("ExecStart=/bin/x"), "a.service": "[Unit]\nConditionPathExists=/x\n[Service]\nExecStart=/bin/x\n" },
      "ConditionPathExists",
    ],
    ["a command for the stop", service("ExecStart=/bin/x", "ExecStopPost=/bin/y"), "after a command"],
    ["quotes that stay open", service('ExecStart=/bin/x "a'), "not closed"],
    ["input", service("ExecStart=/bin/x", "StandardInput=tty"), "input"],
    [
      "an environment file that is not there",
      service("EnvironmentFile=/no/such", "ExecStart=/bin/x"),
      "/no/such cannot be read",
    ],
    [
      "an environment file that a shell reads differently",
      { ...service("EnvironmentFile=/e", "ExecStart=/bin/x"), "/e": "A=1\nB=two words\n" },
      "line 2 of /e",
    ],
  ])("stays behind for %s", (_, files, words) => {
    const plan = read(files as Files);
    expect(plan.entries).toEqual([]);
    expect(reasonsOf(plan)).toContain(words);
  });

  it("of the system runs as root, unless it says otherwise", () => {
    expect(reasonsOf(read(service("ExecStart=/bin/x"), { system: true }))).toContain("runs as root");
    const own = read(service("User=ann", "ExecStart=/bin/x"), { system: true });
    expect(own.entries).toMatchObject([{ payload: { argv: ["/bin/x"], cwd: "/" } }]);
  });

  it("names every line of its service that counts for nothing here", () => {
    const plan = read(
      service(
        "ExecStart=/bin/x",
        "Nice=10",
        "PrivateTmp=yes",
        "ProtectHome=no",
        "Restart=on-failure",
        "FancyNew=1",
        "nonsense",
        "SuccessExitStatus=SIGTERM 3",
      ),
    );
    expect(plan.entries).toHaveLength(1);
    const lines = plan.notTaken.map(({ line, text }) => `${line} ${text}`).sort();
    expect(lines).toEqual([
      "3 Nice=10",
      "4 PrivateTmp=yes",
      "6 Restart=on-failure",
      "7 FancyNew=1",
      "8 nonsense",
      "9 SuccessExitStatus=SIGTERM 3",
    ]);
  });
});

describe("a systemd service's command", () => {
  it.each([
    ['/bin/echo a \'b  c\' "d\\"e" f\\x20g', ["/bin/echo", "a", "b  c", 'd"e', "f g"]],
    ["/bin/echo $$HOME :${NOT 100%%", undefined],
    [`:/bin/echo $HOME \${X}`, ["/bin/echo", "$HOME", `\${X}`]],
    ["+/bin/echo $$x a$b", ["/bin/echo", "$x", "a$b"]],
    ["/bin/echo one \\; two ';'", ["/bin/echo", "one", ";", "two", ";"]],
    ["date", ["date"]],
  ])("%s has its words", (line, argv) => {
    const plan = read(service(`ExecStart=${line}`));
    if (argv) expect(plan.entries[0]?.payload).toEqual({ argv });
    else expect(reasonsOf(plan)).toContain("a shell would read differently");
  });

  it("runs one after another, until one fails that may not", () => {
    const payload = payloadOf(
      service(
        "Type=oneshot",
        "ExecStartPre=-/bin/sh -c 'echo pre; exit 1'",
        "ExecStart=echo one ; /bin/echo two",
        "ExecStart=/bin/sh -c 'exit 7'",
        "ExecStart=echo never",
      ),
    ) as { shell: string };
    const end = () => execFileSync("/bin/sh", ["-c", payload.shell], { encoding: "utf8" });
    expect(end).toThrow(expect.objectContaining({ status: 7, stdout: "pre\none\ntwo\n" }));
  });

  it("is given its variables when it runs, also those of a file", () => {
    const files = {
      ...service(
        "EnvironmentFile=-/no/such",
        "Environment=A=1",
        `ExecStart=/usr/bin/printf "%%s|" \${A}x $B "$$C" \${D} "*"`,
        "WorkingDirectory=-/no/such",
      ),
    };
    const payload = payloadOf(files) as { shell: string; env: Record<string, string> };
    const out = execFileSync("/bin/sh", ["-c", payload.shell], {
      encoding: "utf8",
      env: { PATH: "/usr/bin:/bin", ...payload.env, B: "two  words *", D: "in one" },
    });
    expect(out).toBe("1x|two|words|*|$C|in one|*|");
    expect(read(files).entries[0]?.notes.join()).toContain("split at blanks");
    const withFile = read({
      ...service("EnvironmentFile=/e", "ExecStart=/bin/x"),
      "/e": "# secrets\nTOKEN='a b'\n\nB=1\n",
    });
    expect(withFile.entries[0]?.payload).toEqual({ shell: "set -a; . /e || exit; set +a; /bin/x" });
    expect(withFile.entries[0]?.notes.join()).toContain("EnvironmentFile is read by the shell");
  });
});

describe("whatever a unit holds", () => {
  it("never throws, and every line is taken, heeded or listed", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "OnCalendar=daily",
        "OnCalendar=*-*~2",
        "OnBootSec=1",
        "OnUnitActiveSec=1h",
        "OnCalendar=x",
        "WakeSystem=yes",
      ),
      fc.constantFrom("ExecStart=/bin/true", "Foo=bar", "words", "# comment", "", "[Timer", "=x", "AccuracySec=1"),
      fc.string({ unit: "binary", maxLength: 20 }).map((text) => `OnCalendar=${text.replace(/[\r\n\\]/g, "")}`),
      fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replace(/[\r\n\\]/g, "")),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = ["[Timer]", ...lines].join("\n");
        const plan = read({ "a.timer": text, "a.service": "[Service]\nExecStart=/bin/true\n" });
        const told = new Set([...plan.entries, ...plan.notTaken].map((entry) => entry.line));
        const isReset = lines.some((one) => /^\s*On\w+\s*=\s*$/.test(one));
        const hasSection = lines.some((one) => /^\s*\[.*\]\s*$/.test(one));
        for (const [index, one] of lines.entries()) {
          const isBlank = one.trim() === "" || /^\s*[#;]/.test(one);
          if (isBlank || isReset || hasSection || /^[^=]+=\s*$/.test(one) || /^\s*X-/.test(one)) continue;
          expect([one, told.has(index + 2)]).toEqual([one, true]);
        }
      }),
      { numRuns: 1_000 },
    );
    const unit = fc
      .array(fc.oneof(line, fc.string()), { maxLength: 8 })
      .map((lines) => `[Service]\n${lines.join("\n")}`);
    fc.assert(
      fc.property(
        unit,
        fc.string(),
        (text, exec) => void read({ "a.timer": daily, "a.service": `${text}\n[Service]\nExecStart=${exec}\n` }),
      ),
    );
    fc.assert(fc.property(fc.string(), (text) => void splitWords(text)));
  });

  it.each([
    ["90", 90_000],
    ["1h 30min", 5_400_000],
    ["2.5s", 2_500],
    ["1week2days", 9 * 86_400_000],
    ["500ms", 500],
    ["infinity", Number.POSITIVE_INFINITY],
    ["", undefined],
    ["5 fortnights", undefined],
    ["min", undefined],
  ])("the time span %s is %s ms", (text, ms) => {
    expect(parseTimespan(text)).toBe(ms);
  });
});
