import { describe, expect, it } from "vitest";
import { runCli } from "../../support/jobdeck-cli.ts";
import { tempHome } from "../../support/temp-home.ts";

describe("jobdeck notify", () => {
  it("says and sets what a job tells, and one of its scripts by itself", { timeout: 60_000 }, async () => {
    const home = tempHome();
    const added = await runCli(
      ["schedule", "add", "command", "every day at 9:00", "--payload", '{"shell":"true"}', "--json"],
      { home },
    );
    const { id } = JSON.parse(added.stdout) as { readonly id: string };
    const notify = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await runCli(["notify", "command", ...args], { home });
      return { code, text: `${stdout}${stderr}`.trim() };
    };
    expect(await notify("never", "--schedule", id)).toEqual({ code: 0, text: `${id}: never (nothing)` });
    expect((await notify()).text).toBe("command: settings (as the settings say)");
    expect((await notify("--schedule", id)).text).toBe(`${id}: never (nothing)`);
    expect(await notify("--schedule", "gone")).toMatchObject({
      code: 3,
      text: expect.stringMatching(/no script "gone"/),
    });
  });
});
