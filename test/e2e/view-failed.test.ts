import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("a view that fails in the app", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;

  /** As after an update of the program while it runs: what is loaded later is no longer on the disk. */
  const refuse = (isGone: boolean) =>
    inMain(
      jobdeck.electron,
      ({ session }, gone) => {
        const listener = ({ url }: { url: string }, answer: (with_: { cancel: boolean }) => void) =>
          answer({ cancel: gone && url.includes("/items-editor-") });
        session.defaultSession.webRequest.onBeforeRequest({ urls: ["app://*/*"] }, listener);
      },
      isGone,
    );

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    await refuse(true);
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const command = async (words: string) => {
    await page.keyboard.press("Control+Shift+P");
    await page.getByRole("dialog").getByRole("combobox").fill(`>${words}`);
    await page.keyboard.press("Enter");
  };

  it("says so in its own place, and the rest of the window goes on", async () => {
    await command("News: Show items");
    await page.getByRole("alert").getByText("This editor could not be shown").waitFor();
    await screenshot(jobdeck, "view-failed");
    await command("Show jobs");
    await page.getByRole("tree").first().waitFor();
  });

  it("is written into the host's log", async () => {
    await expect.poll(jobdeck.log).toMatch(/\[error\] +The window: .*items-editor/);
  });

  it("is there again after the window was loaded anew", async () => {
    await refuse(false);
    await page.getByRole("button", { name: "Reload the window" }).click();
    await untilUsable(page);
    await page
      .getByRole("combobox", { name: /source/i })
      .first()
      .waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});
