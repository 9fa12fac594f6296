import { describe, expect, it } from "vitest";
import { previewSchedule } from "../../../jobs/api/preview-schedule.ts";

const base = { zone: "Europe/Berlin", fromMs: Date.UTC(2026, 10, 27, 12), count: 3 };

describe("previewSchedule", () => {
  it("gives the pattern that is meant by words, with its meaning and times", () => {
    expect(previewSchedule({ ...base, when: "weekdays at 7:30" })).toMatchObject({
      ...{ ok: true, pattern: "30 7 * * 1-5", meaning: "Weekdays at 07:30" },
      next: ["2026-11-30T06:30Z", "2026-12-01T06:30Z", "2026-12-02T06:30Z"].map((at) => Date.parse(at)),
    });
  });

  it("leaves out the times that the policies leave out", () => {
    const policies = { weekdaysOnly: true, blackouts: [{ from: "2026-11-30", to: "2026-11-30" }], everyNth: undefined };
    const preview = previewSchedule({ ...base, when: "0 9 * * *", policies });
    expect(preview.ok && preview.next[0]).toBe(Date.parse("2026-12-01T08:00Z"));
  });

  it("looks no further than it can quickly when a calendar leaves out everything", () => {
    const policies = { blackouts: [{ from: "2026-01-01", to: "2099-12-31" }] };
    expect(previewSchedule({ ...base, when: "* * * * *", policies })).toMatchObject({ ok: true, next: [] });
  });

  it("counts an interval from when the schedule was made, where it is there already", () => {
    const counted = { anchorAt: Date.UTC(2026, 10, 20, 8, 2), times: 1 };
    const preview = previewSchedule({ ...base, when: "every 1h", counted, policies: { everyNth: 2 } });
    expect(preview.ok && preview.next.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual([
      "13:02",
      "15:02",
      "17:02",
    ]);
  });

  it("takes what runs on demand, which has no times", () => {
    expect(previewSchedule({ ...base, when: "on demand" })).toMatchObject({ ok: true, pattern: "on demand", next: [] });
  });

  it("refuses what never fires, with the text that was typed", () => {
    expect(previewSchedule({ ...base, when: "1 january 2020 at 9:00" })).toEqual({
      ...{ ok: false, message: '"1 january 2020 at 9:00" never fires from now on. Choose a time in the future.' },
    });
  });
});
