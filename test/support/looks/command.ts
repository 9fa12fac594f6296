import type { Page } from "playwright-core";

/** Executes the command that is found by these letters, as a user does; what is typed without ">" finds jobs and runs. */
export async function command(page: Page, typed: string): Promise<void> {
  await page.keyboard.press("Control+Shift+P");
  await page.getByRole("combobox", { name: /and a command$/ }).fill(`>${typed}`);
  await page.keyboard.press("Enter");
}
