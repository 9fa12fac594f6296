import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTime } from "../../../jobs/schedule/next-times.ts";
import { parseWhen } from "../../../jobs/schedule/parse-when.ts";
import { spokenWhen } from "../../../jobs/schedule/spoken-when.ts";
import { wallAt } from "../../../jobs/schedule/wall-clock.ts";

/** Saturday, 10:20:30 in Berlin. */
const now = Date.parse("2026-11-28T09:20:30Z");
const zone = "Europe/Berlin";
const read = (text: string) => spokenWhen(text, { now, zone });

describe("spokenWhen", () => {
  it.each([
    ["weekdays at 7:30", "30 7 * * 1-5"],
    ["Every weekday at 7.30 a.m.", "Every weekday at 7.30 a.m."],
    ["every weekday at 7:30 a.m.", "30 7 * * 1-5"],
    ["at 7:30 on weekdays", "30 7 * * 1-5"],
    ["monday to friday 7:30", "30 7 * * 1-5"],
    ["daily at 9", "0 9 * * *"],
    ["every day at 9:05 pm", "5 21 * * *"],
    ["every day at noon", "0 12 * * *"],
    ["at midnight", "0 0 * * *"],
    ["9:00 and 17:00", "0 9,17 * * *"],
    ["weekends at 10", "0 10 * * 0,6"],
    ["mondays at 8", "0 8 * * 1"],
    ["every monday, wednesday and friday at 18:15", "15 18 * * 1,3,5"],
    ["tue and thu at 6pm", "0 18 * * 2,4"],
    ["weekly on sunday at 4:00", "0 4 * * 0"],
    ["monthly on the 1st at 9:00", "0 9 1 * *"],
    ["every month on the 1st and 15th at 9:00", "0 9 1,15 * *"],
    ["on the last day of the month at 23:00", "0 23 L * *"],
    ["2nd tuesday of the month at 10:00", "0 10 * * 2#2"],
    ["monthly on the last friday at 16:00", "0 16 * * 5#L"],
    ["every 3 months on the 1st at 9:00", "0 9 1 */3 *"],
    ["yearly on 24 december at 18:00", "0 18 24 12 *"],
    ["every 20 minutes on weekdays", "*/20 * * * 1-5"],
    ["every 15 minutes between 9:00 and 17:00 on weekdays", "*/15 9-16 * * 1-5"],
    ["every 2 hours from 8 to 18", "0 8-18/2 * * *"],
    ["every minute on sundays", "* * * * 0"],
    ["hourly", "0 * * * *"],
    ["every half hour", "every 30m"],
    ["every other week", "every 14d"],
    ["every two hours", "every 2h"],
  ])("%s is %s", (words, pattern) => expect(read(words)).toBe(pattern));

  it.each([
    ["in 2 hours", "2026-11-28T12:21"],
    ["in 90 seconds", "2026-11-28T10:22"],
    ["in 45 s", "2026-11-28T10:21:15"],
    ["in half an hour", "2026-11-28T10:51"],
    ["in a week", "2026-12-05T10:21"],
    ["today at 18:00", "2026-11-28T18:00"],
    ["tomorrow 18:00", "2026-11-29T18:00"],
    ["noon tomorrow", "2026-11-29T12:00"],
    ["next saturday at 9", "2026-12-05T09:00"],
    ["this sunday at 9", "2026-11-29T09:00"],
    ["24 december at 18:00", "2026-12-24T18:00"],
    ["Jan 2nd at 8am", "2027-01-02T08:00"],
    ["dec 24, 2028 at 6 pm", "2028-12-24T18:00"],
    ["29 feb at 12:00", "2028-02-29T12:00"],
  ])("%s is once, at %s", (words, pattern) => expect(read(words)).toBe(pattern));

  it("names the instant itself when the clocks show that time twice", () => {
    const summer = Date.parse("2026-10-25T00:10:00Z");
    expect(spokenWhen("in an hour", { now: summer, zone })).toBe("2026-10-25T01:10Z");
  });

  it.each([
    ..."30 7 * * 1-5|@daily|every 15m|every 15 minutes|2026-12-24T18:00|0 0 L * *".split("|"),
    ..."weekdays at 25:00|7|on the 32nd at 9:00|9:00 and 17:30|blue moon|tomorrow|every 7 minutes on mondays".split(
      "|",
    ),
  ])("leaves %s as it is", (text) => expect(read(` ${text} `)).toBe(text));

  it("never fails, and only gives what is a pattern or what was typed", () => {
    const words = "every|on|the|at|9|17:30|monday|weekdays|last|day|of|month|in|2|hours|between|and|1st|pm|,|-|*".split(
      "|",
    );
    const phrase = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.array(fc.constantFrom(...words), { maxLength: 9 }).map((each) => each.join(" ")),
    );
    fc.assert(
      fc.property(phrase, (text) => {
        const found = read(text);
        expect(found === text.trim() || parseWhen(found, { anchorAt: now, zone }).ok).toBe(true);
        expect(read(found)).toBe(found);
      }),
      { numRuns: 500 },
    );
  });

  it("fires on the days that are named, at the time that is named", () => {
    const names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 });
    fc.assert(
      fc.property(days, fc.nat(23), fc.nat(59), (chosen, hour, minute) => {
        const list = chosen.map((each) => names[each]).join(", ");
        const parsed = parseWhen(read(`every ${list} at ${hour}:${String(minute).padStart(2, "0")}`), {
          anchorAt: now,
        });
        if (!parsed.ok) throw parsed.error;
        for (let at = now, count = 0; count < 8; count++) {
          at = nextTime({ when: parsed.when, zone, fromMs: at }) ?? Number.NaN;
          const wall = new Date(wallAt(at, zone));
          expect(chosen).toContain(wall.getUTCDay());
          expect([wall.getUTCHours(), wall.getUTCMinutes()]).toEqual([hour, minute]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
