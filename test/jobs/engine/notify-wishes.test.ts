import { describe, expect, it } from "vitest";
import { memoryVault } from "../../support/memory-vault.ts";
import { startTestHost } from "../../support/start-test-host.ts";
import { tempHome } from "../../support/temp-home.ts";

const task = { taskId: "echo" };

describe("what a job tells by notifications", () => {
  it("is kept by the host, and shown to everybody at once", async () => {
    const home = tempHome();
    const first = await startTestHost({ home, vault: memoryVault({}) });
    const events = await first.client.events({});
    const told = events.next();
    expect((await first.client.jobs.get(task)).notify).toBeNull();
    expect((await first.client.jobs.setNotify({ ...task, notify: "recovery" })).notify).toBe("recovery");
    expect((await told).value).toMatchObject({ type: "job", job: { ...task, notify: "recovery" } });
    await first.stop();
    const second = await startTestHost({ home, vault: memoryVault({}) });
    expect((await second.client.jobs.get(task)).notify).toBe("recovery");
    expect((await second.client.jobs.setNotify({ ...task, notify: null })).notify).toBeNull();
    expect((await second.client.snapshot({})).engine.emptyHome).toBe(true);
  });

  it("is refused of a job that is not there, and when it is no such word", async () => {
    const { client } = await startTestHost({ home: tempHome(), vault: memoryVault({}) });
    await expect(client.jobs.setNotify({ taskId: "unheard-of", notify: "never" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(client.jobs.setNotify({ ...task, notify: "sometimes" as never })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});
