import { describe, expect, it } from "vitest";
import { type RunState, runStates } from "../../../../jobs/model/run-state.ts";
import { runFacts, runMenus } from "../../../../renderer/views/runs/run-menus.ts";
import { createCommands } from "../../../../renderer/workbench/commands.ts";
import { createMenus } from "../../../../renderer/workbench/menus/menu-model.ts";

const rowItems = runMenus.filter(({ menu }) => menu === "run-row");
const commands = createCommands({ platform: "linux", onError: () => undefined });
commands.register(
  [...new Set(rowItems.flatMap((item) => ("command" in item ? item.command : [])))].map((id) => ({
    ...{ id, title: id, run: () => undefined },
  })),
);
const menus = createMenus({ commands, context: () => ({}) });
menus.register(rowItems);

const offered = (status: RunState) =>
  menus
    .entries(
      "run-row",
      "a run",
      Object.fromEntries(
        runFacts({ status })
          .split(" ")
          .map((fact) => [fact, true]),
      ),
    )
    .flatMap((entry) => (entry.kind === "command" ? entry.label : []))
    .filter((label) => ["Retry", "runs.retry", "runs.runWith", "runs.cancel"].includes(label));

describe("the menu of a run", () => {
  it("offers what makes sense in its state, and nothing else", () => {
    expect(Object.fromEntries(runStates.map((status) => [status, offered(status)]))).toEqual({
      created: ["runs.cancel"],
      active: ["runs.cancel"],
      retry: ["runs.cancel"],
      completed: ["runs.retry", "runs.runWith"],
      failed: ["Retry", "runs.runWith"],
      cancelled: ["runs.retry", "runs.runWith"],
    });
  });
});
