import { describe, expect, it } from "vitest";
import type { ScheduleView } from "../../../../jobs/model/read-models/schedules.ts";
import { defaultPolicies, policiesSchema, type SchedulePolicies } from "../../../../jobs/model/schedule.ts";
import {
  changeOf,
  defaultsOf,
  groupSummary,
  isChanged,
  readPolicies,
} from "../../../../renderer/views/schedules/policies.ts";
import { policyFields } from "../../../../renderer/views/schedules/policy-fields.ts";

const zone = "Europe/Berlin";
const full: SchedulePolicies = {
  ...{ missed: "run-all", missedLimit: 3, notLaterThanMs: 7_200_000, overlap: "queue-one", jitterMs: 60_000 },
  ...{ spreadMs: 30_000, validFrom: Date.parse("2026-12-01T08:00Z"), validUntil: Date.parse("2027-06-01T07:00Z") },
  ...{ weekdaysOnly: true, blackouts: [{ from: "2026-12-24", to: "2026-12-26" }], holidays: "/home/ada/holidays.ics" },
  ...{ everyNth: 2, keepAwake: true },
  conditions: {
    mainsPower: true,
    online: true,
    unmetered: true,
    wifi: ["Home"],
    idleMs: 600_000,
    anywayAfterMs: 3_600_000,
  },
  after: { taskId: "sync-s3", since: "today", atOnce: true },
};
const typedOf = (policies: SchedulePolicies) =>
  Object.fromEntries(policyFields.map((field) => [field.id, field.read(policies, zone)]));
const title = (id: string) => id;

describe("policies in the form", () => {
  it("are read back as they were written, every one of them", () => {
    const named = new Set(policyFields.map(({ policy }) => policy));
    expect([...named].sort()).toEqual(Object.keys(policiesSchema.shape).sort());
    expect(readPolicies(defaultPolicies, typedOf(full), zone)).toEqual({ policies: full, problems: {} });
    expect(readPolicies(full, typedOf(defaultPolicies), zone).policies.conditions).toEqual({});
  });

  it("stay as they are stored where nothing was typed", () => {
    expect(readPolicies(full, {}, zone)).toEqual({ policies: full, problems: {} });
    expect(changeOf(full, readPolicies(full, { online: true }, zone).policies)).toEqual({});
    expect(changeOf(full, readPolicies(full, { online: false }, zone).policies)).toEqual({
      conditions: { mainsPower: true, unmetered: true, wifi: ["Home"], idleMs: 600_000, anywayAfterMs: 3_600_000 },
    });
  });

  it.each([
    ["notLaterThanMs", "soon"],
    ["jitterMs", "400 d"],
    ["everyNth", "0"],
    ["blackouts", "2026-12-26 to 2026-12-24"],
    ["blackouts", "2026-02-30"],
    ["validFrom", "2026-1"],
    ["idleMs", "a while"],
    ["wifi", "x".repeat(65)],
  ])("%s is not %s, and says so beside the field", (id, typed) => {
    const { policies, problems } = readPolicies(defaultPolicies, { [id]: typed }, zone);
    expect(Object.keys(problems)).toEqual([id]);
    expect(policies).toEqual(defaultPolicies);
  });

  it("are not judged where they mean nothing", () => {
    expect(readPolicies(defaultPolicies, { missedLimit: "0" }, zone).problems).toEqual({});
    expect(readPolicies(defaultPolicies, { missed: "run-all", missedLimit: "0" }, zone).problems).toHaveProperty(
      "missedLimit",
    );
  });

  it("know what the task itself asks for", () => {
    const schedule: Pick<ScheduleView, "own" | "policies" | "changes"> = {
      ...{ own: false, policies: full },
      changes: [{ what: "overlap", default: "allow", now: "queue-one" }],
    };
    expect(defaultsOf(schedule)).toEqual({ ...full, overlap: "allow" });
    expect(isChanged("overlap", full, defaultsOf(schedule))).toBe(true);
    expect(isChanged("missed", full, defaultsOf(schedule))).toBe(false);
    expect(defaultsOf({ ...schedule, own: true })).toEqual(defaultPolicies);
  });

  it("are told in one line for each group", () => {
    const lines = (["missed", "overlap", "days", "conditions", "after"] as const).map((group) =>
      groupSummary(group, full, title),
    );
    expect(lines).toEqual([
      "Each is caught up, at most 3 · not later than 2 h",
      "The new run waits for the last one · jitter 1 m · spread 30 s",
      "Weekdays only · One time in 2 · 1 span · Holidays · Valid from · Valid until",
      "Plugged in · Online · Not metered · Wi-Fi Home · Idle for 10 m · anyway after 1 h · Keep awake",
      "After sync-s3, at once",
    ]);
    expect(groupSummary("conditions", defaultPolicies, title)).toBe("None");
  });
});
