import { describe, expect, it } from "vitest";
import {
  askedOf,
  changesIn,
  draftOf,
  isDirty,
  type Judged,
  obstacle,
  policiesIn,
  shownSimple,
  storedOf,
  withSimple,
  withText,
} from "../../../../renderer/views/schedules/draft.ts";
import { sampleSchedule as schedule } from "./sample-schedule.ts";

const stored = storedOf({ kind: "stored", schedule });
const first = draftOf(stored);
const good = (draft: typeof first, pattern = draft.when): Judged => ({
  asked: askedOf(draft, policiesIn(stored, draft)),
  preview: { ok: true, pattern, meaning: "", zone: draft.zone, next: [1], notes: [] },
});

describe("a draft", () => {
  it("can be saved only when the host has judged it as it stands and found it good", () => {
    const draft = withText(first, "weekdays at 7:30");
    const read = policiesIn(stored, draft);
    expect(obstacle(draft, read, good(draft))).toBeNull();
    expect(obstacle(draft, read, null)).not.toBeNull();
    expect(obstacle(draft, read, good(first))).not.toBeNull();
    const bad: Judged = { asked: askedOf(draft, read), preview: { ok: false, message: "no" } };
    expect(obstacle(draft, read, bad)).toMatch(/cannot be used/);
  });

  it("cannot be saved while the builder lacks something, or a policy is wrong", () => {
    const lacking = withSimple(first, { kind: "weekly", days: [], time: "07:30" });
    expect(lacking.when).toBe(first.when);
    expect(obstacle(lacking, policiesIn(stored, lacking), good(lacking))).toMatch(/missing/);
    const wrong = { ...first, policies: { jitterMs: "soon" } };
    expect(obstacle(wrong, policiesIn(stored, wrong), good(wrong))).toMatch(/policy/);
  });

  it("shows in the builder what the words in the text mean, once the host has said it", () => {
    const draft = withText(first, "weekdays at 7:30");
    expect(shownSimple(draft, null)).toBeNull();
    expect(shownSimple(draft, good(draft, "30 7 * * 1-5"))).toEqual({ kind: "weekdays", time: "07:30" });
    const built = withSimple(draft, { kind: "daily", time: "08:00" });
    expect(built.when).toBe("0 8 * * *");
    expect(shownSimple(withText(built, "0 9 * * *"), null)).toEqual({ kind: "daily", time: "09:00" });
  });

  it("sends only what was changed", () => {
    expect(changesIn(stored, first, policiesIn(stored, first), "0 0 * * *")).toEqual({});
    const draft = { ...first, title: " Nightly ", policies: { overlap: "allow", weekdaysOnly: false } };
    expect(changesIn(stored, draft, policiesIn(stored, draft), "30 7 * * 1-5")).toEqual({
      ...{ when: "30 7 * * 1-5", zone: "Europe/Berlin", title: "Nightly" },
      policies: { overlap: "allow" },
    });
  });

  it("has something to lose only when it was changed", () => {
    expect(isDirty(stored, first)).toBe(false);
    expect(isDirty(stored, withText(first, "@daily"))).toBe(true);
    expect(isDirty(stored, { ...first, policies: { online: true } })).toBe(true);
  });

  it("begins a copy with everything of the other but its name", () => {
    const copyOf = { ...schedule, title: "Nightly", payload: { a: 1 } };
    expect(storedOf({ kind: "new", taskId: "sync-s3", zone: "UTC", copyOf })).toMatchObject({
      ...{ when: "0 0 * * *", zone: "Europe/Berlin", title: "Nightly (copy)", payload: { a: 1 } },
    });
    expect(storedOf({ kind: "new", taskId: "sync-s3", zone: "UTC", copyOf: null })).toMatchObject({
      when: "",
      zone: "UTC",
    });
  });
});
