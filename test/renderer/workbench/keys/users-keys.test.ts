import { describe, expect, it } from "vitest";
import { createCommands } from "../../../../renderer/workbench/commands.ts";
import { createUsersKeys } from "../../../../renderer/workbench/keys/users-keys.ts";
import { createSampleHost } from "../../../support/window/sample-host.ts";

async function setUp(keybindings?: string) {
  const commands = createCommands({ platform: "linux", onError: () => undefined });
  commands.register([
    { id: "jobs.show", title: "Show jobs", keys: "mod+shift+e", run: () => undefined },
    { id: "runs.show", title: "Show runs", run: () => undefined },
  ]);
  const { client } = createSampleHost({
    now: () => 0,
    jobs: [],
    ...(keybindings === undefined ? {} : { keybindings }),
  });
  const session = { get: () => ({ client }), subscribe: () => () => undefined };
  const keys = createUsersKeys({ session, commands });
  await expect.poll(() => keys.state.get().file).not.toBeNull();
  const write = async (text: string) => {
    await client.keybindings.save({ text, version: keys.state.get().file?.version ?? "" });
    await expect.poll(() => keys.state.get().file?.text).toBe(text);
  };
  return { commands, keys, write };
}

describe("the user's keys", () => {
  it("are in force as the file says, from the moment that it is saved", async () => {
    const { commands, write } = await setUp('[{ "key": "ctrl+l", "command": "runs.show" }]');
    expect(commands.keys("runs.show")).toBe("Ctrl+L");
    await write(
      '[{ "key": "ctrl+k ctrl+l", "command": "runs.show" }, { "key": "ctrl+shift+e", "command": "-jobs.show" }]',
    );
    expect(commands.keys("runs.show")).toBe("Ctrl+K Ctrl+L");
    expect(commands.keys("jobs.show")).toBe("");
  });

  it("stay as they were while the file is broken, and nothing is written over it", async () => {
    const { commands, keys, write } = await setUp('[{ "key": "ctrl+l", "command": "runs.show" }]');
    await write('[{ "key": ');
    expect(commands.keys("runs.show")).toBe("Ctrl+L");
    expect(keys.state.get()).toMatchObject({ broken: true });
    await expect(keys.reset("runs.show")).rejects.toThrow("keybindings.json has a mistake in line 1");
    expect(keys.state.get().file?.text).toBe('[{ "key": ');
  });

  it("can be changed and reset", async () => {
    const { commands, keys } = await setUp();
    const [binding] = commands.bindings.get();
    if (!binding) throw new Error("There is no default binding");
    await keys.change({ command: "jobs.show", without: [binding], strokes: ["ctrl+alt+j"], when: null });
    expect(commands.keys("jobs.show")).toBe("Ctrl+Alt+J");
    await keys.reset("jobs.show");
    expect(commands.keys("jobs.show")).toBe("Ctrl+Shift+E");
  });
});
