import { existsSync, readFileSync, statSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { homeFiles } from "../../jobs/model/home.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";

describe.skipIf(isLeftOut("electron"))("a desktop without a keychain", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;
  let form: Locator;
  const secret = "K004-canary-55aa01ff";

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
    await page.keyboard.press("Control+,");
    form = page.getByRole("form", { name: "S3 storage" });
    await form.waitFor();
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  const vaultFile = () => homeFiles(jobdeck.home).vault;

  it("is said plainly, with the remedy", async () => {
    await form.getByText(/no unlocked keychain.*GNOME Keyring or KWallet/).waitFor();
    await screenshot(jobdeck, "settings-no-keychain");
  });

  it("keeps nothing unless the user allows it", async () => {
    await form.getByLabel(/^Secret access key/).fill(secret);
    await form.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Store as plain text?" });
    await dialog.waitFor();
    await screenshot(jobdeck, "no-keychain-question");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(existsSync(vaultFile())).toBe(false);
  });

  it("keeps it, marked as plain and readable by the user alone, when the user allows it", async () => {
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Store as plain text" }).click();
    await page.getByText("Saved.").waitFor();
    const stored = JSON.parse(readFileSync(vaultFile(), "utf8"));
    expect(stored.secrets["s3.secretAccessKey"]).toEqual({ kind: "plain", value: secret });
    expect(statSync(vaultFile()).mode & 0o777).toBe(0o600);
  });
});
