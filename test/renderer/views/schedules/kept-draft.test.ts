import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPolicies } from "../../../../jobs/model/schedule.ts";
import type { Draft } from "../../../../renderer/views/schedules/draft.ts";
import { draftKey, editingOf, parseDraft } from "../../../../renderer/views/schedules/kept-draft.ts";
import { sampleSchedule } from "./sample-schedule.ts";

const schedule = { ...sampleSchedule, id: "command:a/b", policies: defaultPolicies };

describe("a draft that is kept", () => {
  it("leads back to the form that it was typed in", () => {
    const made = { kind: "new", taskId: "command", zone: "UTC" } as const;
    const key = (subject: Parameters<typeof draftKey>[1]) => editingOf("job:x", draftKey("job:x", subject));
    expect(key({ kind: "stored", schedule })).toEqual({ kind: "stored", id: "command:a/b" });
    expect(key({ ...made, copyOf: null })).toEqual({ kind: "new" });
    expect(key({ ...made, copyOf: schedule })).toEqual({ kind: "copy", id: "command:a/b" });
    expect(editingOf("job:x", "job:x/history")).toBeNull();
  });

  it("is read as it was written", () => {
    const draft: Draft = {
      ...{ when: "daily at 5", zone: "UTC", title: "" },
      simple: { kind: "weekly", days: [], time: "7:" },
      policies: { jitterMs: "soon", keepAwake: true },
      payload: { view: "form", draft: { shell: "date" } },
    };
    expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  it("is none, or one that can be drawn, whatever stands there", () => {
    const field = fc.oneof(fc.string(), fc.jsonValue());
    const kept = fc.record({
      ...{ when: field, zone: fc.string(), title: fc.string(), policies: fc.jsonValue(), payload: fc.jsonValue() },
      simple: fc.oneof(fc.jsonValue(), fc.record({ kind: fc.constantFrom("weekly", "once", "every"), time: field })),
    });
    fc.assert(
      fc.property(fc.oneof(kept, fc.jsonValue()), (value) => {
        const draft = parseDraft(value);
        if (draft) expect(parseDraft(draft)).toEqual(draft);
      }),
    );
  });
});
