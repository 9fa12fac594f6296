import { expect, it } from "vitest";
import { askMissed } from "../../../../renderer/views/schedules/ask-missed.ts";
import { createDialogs } from "../../../../renderer/workbench/dialogs.ts";

it("the end of a pause that has skipped nothing asks nothing", async () => {
  const dialogs = createDialogs();
  expect(await askMissed(dialogs, 0)).toBe("nothing");
  expect(dialogs.get()).toEqual([]);
});

it.each([
  [true, "once"],
  [false, "nothing"],
] as const)("the end of a pause that has skipped some asks, and %s means %s", async (yes, missed) => {
  const dialogs = createDialogs();
  const answer = askMissed(dialogs, 3);
  const [question] = dialogs.get();
  expect(question?.message).toContain("skipped 3 due times");
  question?.answer(yes ? "confirm" : "decline");
  expect(await answer).toBe(missed);
});
