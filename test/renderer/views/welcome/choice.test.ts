import { describe, expect, it } from "vitest";
import type { TakeOverEntry } from "../../../../jobs/model/take-over.ts";
import { chosenLines, firstChoice, toggled, withMade } from "../../../../renderer/views/welcome/choice.ts";

const entry = (importKey: string, state: TakeOverEntry["state"] = "planned"): TakeOverEntry => ({
  ...{
    file: null,
    line: 1,
    importKey,
    command: `echo ${importKey}`,
    when: "@daily",
    zone: "UTC",
    meaning: "Every day",
  },
  ...{ next: [0], notes: [], state, scheduleId: null, problem: null },
});
const plan = {
  source: "Your crontab",
  entries: [entry("a"), entry("b"), entry("c", "there")],
  notTaken: [],
  remarks: [],
};

describe("choosing among the lines", () => {
  it("begins with everything that is not there yet", () => {
    expect([...firstChoice(plan)]).toEqual(["a", "b"]);
  });

  it("hands on the chosen lines as they were shown, and never one that is there", () => {
    expect(chosenLines(plan, toggled(firstChoice(plan), "a"))).toEqual([{ importKey: "b", command: "echo b" }]);
    expect(chosenLines(plan, new Set(["c"]))).toEqual([]);
  });

  it("shows what became of each, and leaves the others as they are", () => {
    const states = withMade(plan, [entry("a", "created")]).entries.map(({ state }) => state);
    expect(states).toEqual(["created", "planned", "there"]);
  });
});
