import { getJobStatus, sendJob } from "jobdeck/client";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { startTestHost } from "../../support/start-test-host.ts";
import { tempHome } from "../../support/temp-home.ts";

async function openHost() {
  const home = tempHome();
  vi.stubEnv("JOBDECK_HOME", home);
  onTestFinished(() => void vi.unstubAllEnvs());
  return startTestHost({ home });
}

describe("the client outside of a task", () => {
  it("sends a job to the home's host and asks what became of it", async () => {
    const host = await openHost();
    const sent = await sendJob("echo", { text: "hi" }, { tags: ["t"] });
    expect(sent).toEqual({ id: expect.any(String), status: "created", taskId: "echo" });
    for await (const event of await host.client.runs.follow({ runId: sent.id }))
      if (event.type === "run" && event.run.status === "completed") break;
    expect(await getJobStatus(sent.id)).toMatchObject({
      ...{ id: sent.id, status: "completed", taskId: "echo", data: { text: "hi" }, output: { text: "hi" } },
      ...{ error: null, retryCount: 0, completedOn: expect.stringMatching(/Z$/) },
    });
  });

  it("is refused with the host's own code and words", async () => {
    await openHost();
    await expect(sendJob("ehco", {})).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringMatching(/echo/),
    });
    await expect(sendJob("echo", { text: 5 })).rejects.toMatchObject({ code: "BAD_PAYLOAD" });
  });

  it("says that no host runs", async () => {
    vi.stubEnv("JOBDECK_HOME", tempHome());
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(sendJob("echo")).rejects.toMatchObject({ code: "HOST_UNREACHABLE" });
  });
});
