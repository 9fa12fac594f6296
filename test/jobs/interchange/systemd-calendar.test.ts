import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCalendar } from "../../../jobs/interchange/calendar-text.ts";
import { calendarTimes } from "../../../jobs/interchange/systemd-calendar.ts";
import { defaultPolicies } from "../../../jobs/model/schedule.ts";
import { nextTimes } from "../../../jobs/schedule/next-times.ts";
import { parseWhen } from "../../../jobs/schedule/parse-when.ts";
import { isLeftOut } from "../../support/left-out.ts";

const analyze = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].find((file) => existsSync(file));
const start = Date.UTC(2026, 0, 1);
const count = 6;

function timesOf(text: string): readonly number[] | string {
  const times = calendarTimes(text, "UTC");
  if (!times.ok) return times.reason;
  const parsed = parseWhen(times.when, { anchorAt: start, zone: times.zone });
  if (!parsed.ok) return parsed.error.message;
  const { validFrom, validUntil } = { ...defaultPolicies, ...times.policies };
  const fromMs = Math.max(start, (validFrom ?? 0) - 1);
  return nextTimes({ when: parsed.when, zone: times.zone, fromMs, count }).filter((at) => at <= (validUntil ?? at));
}

/** What systemd itself says; null where it does not take the expression. */
function systemdTimes(text: string): readonly number[] | null {
  const args = ["calendar", `--iterations=${count}`, "--base-time=2026-01-01 00:00:00 UTC", "--", text];
  const { status, stdout } = spawnSync(analyze ?? "", args, {
    encoding: "utf8",
    env: { TZ: "UTC", PATH: "/usr/bin:/bin", LANG: "C" },
  });
  if (status !== 0) return null;
  return [...stdout.matchAll(/(?:Next elapse|Iter\. #\d+): \w{3} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/g)].map(
    ([, date, time]) => Date.parse(`${date}T${time}Z`),
  );
}

const number = (low: number, high: number) => fc.integer({ min: low, max: high });

function chain(low: number, high: number): fc.Arbitrary<string> {
  const one = fc.oneof(
    number(low, high).map(String),
    fc.tuple(number(low, high), number(low, high)).map(([a, b]) => `${Math.min(a, b)}..${Math.max(a, b)}`),
    fc.tuple(number(low, Math.floor(high / 2)), number(1, 9)).map(([from, by]) => `${from}/${by}`),
    fc
      .tuple(number(low, high), number(low, high), number(1, 4))
      .map(([a, b, by]) => `${Math.min(a, b)}..${Math.max(a, b)}/${by}`),
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant("*") },
    { weight: 4, arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(",")) },
  );
}

const days = fc.constantFrom("", "", "Mon ", "Mon..Fri ", "Sat,Sun ", "tuesday ", "Wed..Thu,Sun ", "Fri..Mon ");
const date = fc.tuple(
  fc.constantFrom("", "", "*-", "2026-", "2026..2028-", "27-", "2027/2-"),
  fc.oneof(chain(1, 12), number(1, 12).map(String)),
  fc.constantFrom("-", "-", "-", "~"),
  fc.oneof(chain(1, 31), fc.constantFrom("1", "07/1", "1..7", "1..3", "3")),
);
const time = fc.tuple(
  chain(0, 23),
  chain(0, 59),
  fc.oneof(
    fc.constant(""),
    chain(0, 59).map((text) => `:${text}`),
  ),
);
const expression = fc
  .tuple(days, fc.option(date), fc.option(time), fc.constantFrom("", "", " UTC"))
  .map(([weekday, day, clock, zone]) =>
    `${weekday}${day?.join("") ?? ""} ${clock ? `${clock[0]}:${clock[1]}${clock[2]}` : ""}${zone}`.trim(),
  );

describe("a systemd calendar expression", () => {
  const isThere = analyze !== undefined && !isLeftOut("systemd");

  it.skipIf(!isThere)(
    "fires when systemd says that it does, or is refused with a reason",
    () => {
      let taken = 0;
      fc.assert(
        fc.property(expression, (text) => {
          const expected = systemdTimes(text);
          const ours = timesOf(text);
          // Of ranges, and of days from the end, systemd refuses some (43..43) for no reason that its manual knows.
          if (expected === null) expect(typeof parseCalendar(text) === "string" || /~|\.\./.test(text)).toBe(true);
          else if (typeof ours === "string")
            expect(ours).toMatch(/leave out years|end of months|never|no such day|more single/);
          else {
            taken += 1;
            expect(ours).toEqual(expected);
          }
        }),
        { numRuns: 400 },
      );
      expect(taken).toBeGreaterThan(100);
    },
    120_000,
  );

  it
    .skipIf(!isThere)
    .each([
      ...["minutely", "hourly", "daily", "monthly", "weekly", "yearly", "annually", "quarterly", "semiannually"],
      ...["Thu,Fri 2026-*-1,5 11:12:13", "*-*-* *:*:0/10", "Mon *-05~07/1", "*-02~1", "*-*~1 23:59:59", "Mon *-*~1"],
      ...["10:00", "1-1", "*-*", "*:0/15", "05:40/10", "Sat..Sun", "Mon-Fri 8:00", "26-2-3", "2026-12-24 18:00"],
      ...[
        "*-12~3",
        "*-4,6~2..3",
        "10:00:00.000",
        "weekly UTC",
        "@1790000000",
        "Mon,Tue, 10:00",
        "*-*-* 24:00",
        "25:00",
      ],
      ...["*/2:00", "Fri..Mon", "*-*-31/2", "5..1:00", "utc", "", "Mon,, 1:00", "*-*-*-* 1:00", "1:2:3:4", "~1"],
      ...["20..25/3:00", "20..24/1:00", "*-12~6..29/2", "21..21/3:00", "26-1-1..5/2"],
    ])("%s is read as systemd reads it", (text) => {
    const expected = systemdTimes(text);
    if (expected === null) expect(typeof timesOf(text)).toBe("string");
    else expect(timesOf(text)).toEqual(expected);
  });

  it.each([
    ["Mon..Fri 08:00", "0 8 * * 1-5"],
    ["*:0/15", "*/15 * * * *"],
    ["*-*-* 04:30:20", "20 30 4 * * *"],
    ["Mon *-*-1..7 00:00", "0 0 1-7 * +1"],
    ["*-*~1", "0 0 L * *"],
    ["Mon *-*~7/1", "0 0 * * 1#L"],
    ["*-12~1..3", "0 0 29-31 12 *"],
    ["2027-01-02 03:04", "2027-01-02T03:04:00"],
  ])("%s becomes %s", (text, when) => {
    expect(calendarTimes(text, "UTC")).toMatchObject({ ok: true, when, zone: "UTC" });
  });

  it("has a time zone of its own, else the one that is given, and years as its first and last moment", () => {
    expect(calendarTimes("daily", "Asia/Tokyo")).toMatchObject({ zone: "Asia/Tokyo" });
    expect(calendarTimes("Mon 10:00 Europe/Berlin", "UTC")).toMatchObject({
      zone: "Europe/Berlin",
      when: "0 10 * * 1",
    });
    expect(calendarTimes("2027..2028-1-1 Asia/Tokyo", "UTC")).toMatchObject({
      policies: {
        validFrom: Date.parse("2027-01-01T00:00+09:00"),
        validUntil: Date.parse("2029-01-01T00:00+09:00") - 1,
      },
    });
  });

  it.each([
    ["*-*~2", "end of months"],
    ["2026,2028-1-1", "leave out years"],
    ["10:00:00.5", "cannot be understood"],
    ["whenever", "neither a day of the week"],
    ["2027-2-30", "no such day"],
    ["10:00 Mars/Base", "neither a day"],
  ])("%s is refused: %s", (text, words) => {
    expect(calendarTimes(text, "UTC")).toMatchObject({ ok: false, reason: expect.stringContaining(words) });
  });

  it("never throws, whatever it is", () => {
    const piece = fc.constantFrom(
      "Mon",
      "..",
      ",",
      "-",
      "~",
      ":",
      "*",
      "/",
      " ",
      "1",
      "31",
      "2026",
      "UTC",
      "@",
      "L",
      "\n",
    );
    const hostile = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(hostile, (text) => void calendarTimes(text, "UTC")),
      { numRuns: 3_000 },
    );
  });
});
