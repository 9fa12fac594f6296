import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHolidayLookup } from "../../../jobs/schedule/holidays.ts";
import { parseIcs } from "../../../jobs/schedule/ics.ts";
import { threadCpuMs } from "../../support/thread-cpu.ts";

function calendar(...events: readonly (readonly string[])[]): string {
  const body = events.flatMap((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...body, "END:VCALENDAR", ""].join("\r\n");
}

/** The days of these years that are holidays, in UTC. */
function days(text: string, from: number, until = from): readonly string[] {
  const file = parseIcs(text);
  if (!file.ok) throw new Error(file.message);
  const lookup = createHolidayLookup(file.events);
  const found: string[] = [];
  for (let at = Date.UTC(from, 0, 1, 12); at < Date.UTC(until + 1, 0); at += 86_400_000)
    if (lookup(at, "UTC") !== undefined) found.push(new Date(at).toISOString().slice(0, 10));
  return found;
}

describe("a holiday list", () => {
  it("has days, days in a row, and names over several lines", () => {
    const text = calendar(
      ["DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas\\, the", "  first day"],
      ["DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270102", "SUMMARY:Between the years"],
      ["DTSTART;VALUE=DATE:20260501", "DURATION:P2D"],
    );
    expect(days(text, 2026)).toEqual(["2026-05-01", "2026-05-02", "2026-12-25", "2026-12-30", "2026-12-31"]);
    expect(days(text, 2027)).toEqual(["2027-01-01"]);
    const file = parseIcs(text);
    expect(file.ok && file.events.map(({ name }) => name)).toEqual([
      "Christmas, the first day",
      "Between the years",
      "without a name",
    ]);
  });

  it.each([
    ["FREQ=YEARLY", "20201003", ["2026-10-03"]],
    ["FREQ=YEARLY;INTERVAL=2", "20251003", []],
    ["FREQ=YEARLY;COUNT=6", "20201003", []],
    ["FREQ=YEARLY;COUNT=7", "20201003", ["2026-10-03"]],
    ["FREQ=YEARLY;UNTIL=20261002", "20201003", []],
    ["FREQ=YEARLY;UNTIL=20261003", "20201003", ["2026-10-03"]],
    ["FREQ=YEARLY;UNTIL=20261003T120000Z", "20201003", ["2026-10-03"]],
    ["FREQ=YEARLY", "20200229", []],
    ["FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "20201126", ["2026-11-26"]],
    ["FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", "20200525", ["2026-05-25"]],
    ["FREQ=YEARLY;BYDAY=1MO", "20200106", ["2026-01-05"]],
    ["FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "20200101", ["2026-01-01", "2026-07-01"]],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "20200229", ["2026-02-28"]],
    ["FREQ=MONTHLY;INTERVAL=6", "20200131", ["2026-01-31", "2026-07-31"]],
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "20200313", ["2026-02-13", "2026-03-13", "2026-11-13"]],
    ["FREQ=WEEKLY;BYMONTH=2;BYDAY=SA", "20200104", ["2026-02-07", "2026-02-14", "2026-02-21", "2026-02-28"]],
    ["FREQ=WEEKLY;INTERVAL=26", "20251229", ["2026-06-29", "2026-12-28"]],
    ["FREQ=DAILY;COUNT=3", "20261230", ["2026-12-30", "2026-12-31"]],
  ])("knows %s from %s on", (rule, start, expected) => {
    expect(days(calendar([`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`]), 2026)).toEqual(expected.slice());
  });

  it("leaves out what is excepted or cancelled, and takes in further days", () => {
    const rule = ["DTSTART;VALUE=DATE:20251003", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20261003"];
    const text = calendar(
      [...rule, "RDATE;VALUE=DATE:20261005,20261006"],
      [...["DTSTART;VALUE=DATE:20260101", "STATUS:CANCELLED"]],
    );
    expect(days(text, 2025, 2026)).toEqual(["2025-10-03", "2026-10-05", "2026-10-06"]);
  });

  it("has times, on their own clocks or on those of the schedule", () => {
    const file = parseIcs(
      calendar(
        ["DTSTART:20261224T230000Z", "DTEND:20261225T230000Z", "SUMMARY:Christmas in Berlin"],
        [
          "DTSTART;TZID=America/New_York:20261126T180000",
          "DTEND;TZID=America/New_York:20261126T200000",
          "SUMMARY:Dinner",
        ],
        ['DTSTART;TZID="Unknown: Time":20260601T090000', "DTEND:20260601T100000", "SUMMARY:Here"],
      ),
    );
    if (!file.ok) throw new Error(file.message);
    const lookup = createHolidayLookup(file.events);
    expect(lookup(Date.UTC(2026, 11, 24, 22, 59), "Europe/Berlin")).toBeUndefined();
    expect(lookup(Date.UTC(2026, 11, 24, 23), "Europe/Berlin")).toBe("Christmas in Berlin");
    expect(lookup(Date.UTC(2026, 11, 25, 23), "Europe/Berlin")).toBeUndefined();
    expect(lookup(Date.UTC(2026, 10, 27, 0, 30), "Asia/Tokyo")).toBe("Dinner");
    expect(lookup(Date.UTC(2026, 5, 1, 0, 30), "Asia/Tokyo")).toBe("Here");
    expect(lookup(Date.UTC(2026, 5, 1, 9, 30), "Asia/Tokyo")).toBeUndefined();
  });

  it("does not take an alarm within an event for the event", () => {
    const alarm = ["BEGIN:VALARM", "DTSTART;VALUE=DATE:20260202", "SUMMARY:Alarm", "END:VALARM"];
    expect(days(calendar([...alarm, "DTSTART;VALUE=DATE:20260303"]), 2026)).toEqual(["2026-03-03"]);
  });

  it("counts the events that it cannot read", () => {
    const file = parseIcs(
      calendar(
        ["SUMMARY:no start"],
        ["DTSTART:20260230"],
        ["DTSTART:20260101", "RRULE:FREQ=YEARLY;BYSETPOS=1"],
        ["DTSTART:20260101"],
      ),
    );
    expect(file).toMatchObject({ ok: true, unread: 3, events: [{ name: "without a name" }] });
  });

  it("shows no control characters of a name", () => {
    const file = parseIcs(calendar(["DTSTART:20260101", "SUMMARY:\u001b[31mRed\u202edaY"]));
    expect(file.ok && file.events[0]?.name).toBe("[31mRed daY");
  });

  it("refuses what is no calendar", () => {
    for (const text of ["", "<html></html>", "\u0000\u0001"]) expect(parseIcs(text)).toMatchObject({ ok: false });
  });

  it("neither throws nor hangs, whatever the file holds", () => {
    const word = fc.constantFrom(
      ...[
        "DTSTART",
        "RRULE",
        "EXDATE",
        ":",
        ";",
        "=",
        ",",
        "TZID=Europe/Berlin",
        "FREQ=YEARLY",
        "FREQ=DAILY",
        "BYDAY=",
        "-1MO",
      ],
      ...[
        "20260101",
        "99991231",
        "00010101",
        "T000000",
        "Z",
        "COUNT=999999999",
        "INTERVAL=1",
        "INTERVAL=99999999",
        "UNTIL=",
      ],
      ...["DURATION", "P9999W", "\\n", '"', "BEGIN:VEVENT", "END:VEVENT", "BYMONTH=2", "BYMONTHDAY=-31"],
    );
    const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(""));
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 8 }), { maxLength: 5 }), (events) => {
        const file = parseIcs(calendar(...events));
        if (!file.ok) return;
        const lookup = createHolidayLookup(file.events);
        for (const year of [1970, 2026, 9999]) lookup(Date.UTC(year, 5), "Europe/Berlin");
      }),
    );
  });

  it("takes no longer for a file that asks for too much", () => {
    const much = calendar(
      ...Array.from({ length: 5_000 }, () => ["DTSTART:10000101", "RRULE:FREQ=DAILY;COUNT=999999999", "DURATION:P1D"]),
    );
    const file = parseIcs(much);
    if (!file.ok) throw new Error(file.message);
    const begin = threadCpuMs();
    createHolidayLookup(file.events)(Date.UTC(2026, 0), "UTC");
    expect(threadCpuMs() - begin).toBeLessThan(2_000);
  });

  it("is asked ten thousand times in a row without being noticed, however many moments it has", () => {
    const seconds = Array.from({ length: 500 }, (_, index) => [
      `DTSTART:20260101T${String(index % 24).padStart(2, "0")}0000`,
      "DURATION:PT1S",
      "RRULE:FREQ=DAILY",
    ]);
    const file = parseIcs(calendar(...seconds));
    if (!file.ok) throw new Error(file.message);
    const lookup = createHolidayLookup(file.events);
    lookup(Date.UTC(2026, 6), "UTC");
    const begin = threadCpuMs();
    for (let minute = 1; minute <= 10_000; minute++)
      expect(lookup(Date.UTC(2026, 6, 1, 0, minute), "UTC") !== undefined).toBe(minute % 60 === 0);
    expect(threadCpuMs() - begin).toBeLessThan(2_000);
  });

  it("names the holiday that began first where two overlap, and the other one where it lasts longer", () => {
    const file = parseIcs(
      calendar(
        ["DTSTART;VALUE=DATE:20260503", "DURATION:P4D", "SUMMARY:Second"],
        ["DTSTART;VALUE=DATE:20260501", "DURATION:P4D", "SUMMARY:First"],
      ),
    );
    if (!file.ok) throw new Error(file.message);
    const lookup = createHolidayLookup(file.events);
    const names = [1, 4, 5, 6, 7].map((day) => lookup(Date.UTC(2026, 4, day), "UTC"));
    expect(names).toEqual(["First", "First", "Second", "Second", undefined]);
  });

  it("reads ends and lengths that make no sense as the usual ones", () => {
    const text = calendar(
      ["DTSTART:20260601T080000Z", "DTEND:20260601T070000Z"],
      ["DTSTART;VALUE=DATE:20260603", "DURATION:PT0S"],
      ["DTSTART;VALUE=DATE:20260605", "DURATION:P1W"],
      ["DTSTART;VALUE=DATE:20260620", "DURATION:soon"],
      ["DTSTART;VALUE=DATE:20260622", "DURATION:PT37H"],
    );
    expect(days(text, 2026)).toEqual([
      "2026-06-01",
      "2026-06-03",
      ...["05", "06", "07", "08", "09", "10", "11"].map((day) => `2026-06-${day}`),
      "2026-06-20",
      "2026-06-22",
      "2026-06-23",
    ]);
  });

  it("knows a date in more years than it keeps", () => {
    const file = parseIcs(calendar(["DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=YEARLY", "SUMMARY:New Year"]));
    if (!file.ok) throw new Error(file.message);
    const lookup = createHolidayLookup(file.events);
    const found = Array.from({ length: 250 }, (_, index) => lookup(Date.UTC(1900 + index, 0, 1, 12), "UTC"));
    expect(new Set(found)).toEqual(new Set(["New Year"]));
  });
});
