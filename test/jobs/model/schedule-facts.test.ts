import { describe, expect, it } from "vitest";
import { scheduleFacts, scriptFacts } from "../../../jobs/model/schedule-facts.ts";
import { aSchedule } from "../../support/desktop/samples.ts";

const going = { paused: false, waitsFor: null };
const schedule = (values: Parameters<typeof aSchedule>[0]) => ({ ...aSchedule(values), nextAt: null });
const daily = { ...schedule({ id: "daily" }), nextAt: 5 };
const asked = schedule({ id: "asked", when: "on demand", own: true });
const never = schedule({ id: "never", when: "0 0 30 2 *", title: "Leap day" });
const messages = (schedules: Parameters<typeof scheduleFacts>[0], job: Parameters<typeof scheduleFacts>[1] = going) =>
  scheduleFacts(schedules, job).scheduleProblems.map(({ scheduleId, message }) => `${scheduleId}: ${message}`);

describe("scheduleFacts", () => {
  it("tell a job that begins by itself from one that is asked for", () => {
    expect(scheduleFacts([], going)).toMatchObject({ scheduleCount: 0, onDemand: true, hasOwnSchedule: false });
    expect(scheduleFacts([asked], going)).toMatchObject({ scheduleCount: 1, onDemand: true, hasOwnSchedule: true });
    expect(scheduleFacts([asked, daily], going)).toMatchObject({ scheduleCount: 2, onDemand: false });
  });

  it("name a pattern without a next time, but not a date that has been nor what runs on demand", () => {
    const over = schedule({ id: "over", when: "2020-01-01T00:00:00Z" });
    expect(messages([daily, asked, over, never])).toEqual(["never: 0 0 30 2 * never fires again"]);
    expect(scheduleFacts([never], going).scheduleProblems[0]?.title).toBe("Leap day");
  });

  it("say nothing of missing times while the schedule or its job is paused or waits", () => {
    expect(messages([{ ...never, paused: true }])).toEqual([]);
    expect(messages([never], { ...going, paused: true })).toEqual([]);
    expect(messages([never], { ...going, waitsFor: "news" })).toEqual([]);
  });

  it("name what the host found wrong in its place", () => {
    expect(messages([{ ...never, problems: ["days.ics cannot be read"] }])).toEqual(["never: days.ics cannot be read"]);
  });
});

describe("scriptFacts", () => {
  it("name a script by its title, else by what it does", () => {
    const payload = { argv: ["restic", "prune"] };
    expect(scriptFacts({ ...daily, payload, paused: true })).toEqual({
      ...{ title: "restic prune", does: "restic prune", paused: true, onDemand: false },
    });
    expect(scriptFacts({ ...asked, payload, title: "Tidy" })).toMatchObject({ title: "Tidy", onDemand: true });
  });
});
