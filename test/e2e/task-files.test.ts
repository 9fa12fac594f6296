import { existsSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { screenshot, untilUsable } from "../support/desktop/window.ts";
import { taskFile, tasksFolder } from "../support/tasks-folder.ts";

describe.skipIf(isLeftOut("electron"))("task files in the app", () => {
  let desktop: Desktop;
  let jobdeck: JobdeckApp;
  let page: Page;
  const files = () => tasksFolder(jobdeck.home);

  beforeAll(async () => {
    desktop = await openDesktop();
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    await untilUsable(page);
  });

  afterAll(async () => {
    await jobdeck?.quit();
    await desktop?.close();
  });

  it("begin with an example that the welcome page puts there", async () => {
    await page.getByRole("button", { name: /Write a task of your own/ }).click();
    await page.getByRole("treeitem", { name: /Hello/ }).waitFor();
    await screenshot(jobdeck, "welcome-task");
    expect(existsSync(path.join(jobdeck.home, "tasks", ".jobdeck", "types", "jobdeck", "sdk", "index.d.ts"))).toBe(
      true,
    );
  });

  it("are jobs as soon as they are saved, and run", async () => {
    files().write("greet.ts", taskFile("greet", "Greetings"));
    const job = page.getByRole("treeitem", { name: /Greetings/ });
    await job.waitFor();
    await job.click();
    await page.getByRole("button", { name: "Run now" }).first().click();
    await page
      .getByText(/Completed/i)
      .first()
      .waitFor();
  });

  it("run with another payload from a form, which says beside the field what the task refuses", async () => {
    files().write(
      "form.ts",
      taskFile("form", "Filled in")
        .replace(
          "z.object({})",
          "z.object({ name: z.string().min(3), times: z.number().int().default(2), loud: z.boolean().default(false) })",
        )
        .replace(/run: .*/, "run: (payload) => payload,"),
    );
    await page.getByRole("treeitem", { name: /Filled in/ }).click();
    await page.getByRole("button", { name: "Run now" }).first().click();
    const form = page.getByRole("form", { name: "Run with payload" });
    await form.getByLabel("Name").fill("ab");
    await form.getByRole("button", { name: "Run", exact: true }).click();
    await form.getByText(/Too small/).waitFor();
    await screenshot(jobdeck, "run-with");
    await form.getByLabel("Name").fill("ada");
    await form.getByLabel("Loud").check();
    await form.getByRole("button", { name: "Write as JSON" }).click();
    expect(JSON.parse(await form.getByLabel("Payload as JSON").innerText())).toEqual({ name: "ada", loud: true });
    await form.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText(/Completed in/).waitFor();
    await page.getByRole("button", { name: "Run again with payload…" }).click();
    await page.getByRole("form", { name: "Run with payload" }).getByLabel("Times").fill("7");
    await page
      .getByRole("form", { name: "Run with payload" })
      .getByRole("button", { name: "Run", exact: true })
      .click();
    await page
      .getByText(/"times": 7/)
      .first()
      .waitFor();
  });

  it("are among the problems when they cannot be loaded, and are gone from there when they are mended", async () => {
    files().write("greet.ts", "export const = 3;");
    await page.getByTitle(/Show problems/).click();
    const problem = page.getByRole("button", { name: /greet\.ts.*Show file/ });
    await problem.waitFor();
    await screenshot(jobdeck, "task-file-broken");
    expect(await problem.textContent()).toContain("The last good version goes on: greet");
    files().write("greet.ts", taskFile("greet", "Mended"));
    await page.getByRole("treeitem", { name: /Mended/ }).waitFor();
    await problem.waitFor({ state: "detached" });
  });
});
