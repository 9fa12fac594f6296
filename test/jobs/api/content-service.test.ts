import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createContentService } from "../../../jobs/api/content/content-service.ts";
import { tempHome } from "../../support/temp-home.ts";

/** A thread that says which one it is, and does with itself what it is asked for. */
const thread = `
  import { parentPort, threadId } from "node:worker_threads";
  parentPort.on("message", ({ id, path: [what] }) => {
    if (what === "die") process.exit(3);
    if (what === "hang") for (;;);
    if (what === "fail") parentPort.postMessage({ id, error: { code: "NOT_FOUND", message: "There is no item 7.", stack: "" } });
    else parentPort.postMessage({ id, output: threadId });
  });
`;

function open(limits: { readonly idleMs?: number; readonly answerLimitMs?: number } = {}) {
  const threadPath = path.join(tempHome(), "thread.mjs");
  writeFileSync(threadPath, thread);
  const settings = async () => ({});
  const service = createContentService({ threadPath, contentPath: "", settings, ...limits });
  onTestFinished(service.close);
  return { service, ask: (what: string) => service.ask([what], {}) };
}

describe("the content service", () => {
  it("asks one thread, as long as there are calls", async () => {
    const { ask } = open();
    const first = await ask("which");
    expect(await ask("which")).toBe(first);
  });

  it("ends a thread that nobody asks for a while", async () => {
    const { ask } = open({ idleMs: 0 });
    const first = await ask("which");
    await expect.poll(() => ask("which")).not.toBe(first);
  });

  it("ends the thread at once when nobody is connected any more", async () => {
    const { service, ask } = open();
    const first = await ask("which");
    service.rest();
    expect(await ask("which")).not.toBe(first);
  });

  it("lets a call end that is open when nobody is connected any more, and the thread with it", async () => {
    const { service, ask } = open();
    const first = await ask("which");
    const asked = ask("which");
    // Not before it is asked, which takes a turn.
    await Promise.resolve();
    service.rest();
    expect(await asked).toBe(first);
    expect(await ask("which")).not.toBe(first);
  });

  it("hands on failures with their code", async () => {
    await expect(open().ask("fail")).rejects.toMatchObject({ code: "NOT_FOUND", message: "There is no item 7." });
  });

  it("fails the calls of a thread that died, and starts another for the next", async () => {
    const { ask } = open();
    const first = await ask("which");
    await expect(ask("die")).rejects.toMatchObject({
      code: "THREAD_DIED",
      message: expect.stringContaining("exit code 3"),
    });
    expect(await ask("which")).not.toBe(first);
  });

  it("ends a thread that does not answer", async () => {
    const { ask } = open({ answerLimitMs: 50 });
    await expect(ask("hang")).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  it("fails what is open when the host stops", async () => {
    const { service, ask } = open();
    await ask("which");
    const hanging = ask("hang");
    // Not before it is asked, which takes a turn.
    await Promise.resolve();
    service.close();
    await expect(hanging).rejects.toMatchObject({ code: "INTERRUPTED" });
  });
});
