import { describe, expect, it } from "vitest";
import { tempHome } from "../support/temp-home.ts";
import { hostile } from "./hostile.ts";
import { hostileTasks } from "./hostile-tasks.ts";

describe("tasks that harm whatever they run in", () => {
  it("fail alone, and those beside them are done", { timeout: 180_000 }, async () => {
    const times = 3;
    expect(await hostile({ home: tempHome(), times })).toMatchObject(
      hostileTasks.map(({ id }) => ({ task: id, runs: times, failedAlone: times, calm: times, calmDone: times })),
    );
  });
});
