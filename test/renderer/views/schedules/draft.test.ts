import { describe, expect, it } from "vitest";
import type { ScheduleView } from "../../../../jobs/model/read-models.ts";
import { defaultPolicies } from "../../../../jobs/model/schedule.ts";
import { canSave, sameDraft, zoneNames } from "../../../../renderer/views/schedules/draft.ts";

const schedule: ScheduleView = {
  id: "sync-s3:default",
  taskId: "sync-s3",
  when: "0 0 * * *",
  zone: "Europe/Berlin",
  meaning: "Every day at 00:00",
  next: [],
  paused: false,
  defaultWhen: "0 0 * * *",
  problems: [],
  changes: [],
  skippedByPause: 0,
  changed: false,
  ...{ title: null, own: false, pausedUntil: null, payload: {}, policies: defaultPolicies },
};
const draft = { when: "0 7 * * 1-5", zone: "Europe/Berlin" };
const good = { ok: true, pattern: "", meaning: "", zone: "Europe/Berlin", next: [1], notes: [] } as const;

describe("canSave", () => {
  it("takes only what the host has judged as it stands and found good", () => {
    expect(canSave(draft, schedule, { draft, preview: { ...good, next: [1], notes: [] } })).toBe(true);
    expect(canSave(draft, schedule, { draft, preview: { ok: false, message: "no" } })).toBe(false);
    expect(canSave(draft, schedule, null)).toBe(false);
    const older = { ...draft, when: "0 7 * * *" };
    expect(canSave(draft, schedule, { draft: older, preview: { ...good, next: [1], notes: [] } })).toBe(false);
  });

  it("has nothing to save when nothing was changed", () => {
    const same = { when: " 0 0 * * * ", zone: "Europe/Berlin" };
    expect(sameDraft(same, schedule)).toBe(true);
    expect(canSave(same, schedule, { draft: same, preview: { ...good, next: [1], notes: [] } })).toBe(false);
  });
});

describe("zoneNames", () => {
  it("holds UTC and the zone in use even where the machine does not list them", () => {
    expect(zoneNames("Mars/Olympus", ["Europe/Berlin", "UTC"])).toEqual(["Europe/Berlin", "Mars/Olympus", "UTC"]);
  });
});
