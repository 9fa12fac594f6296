import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { root } from "../paths.ts";
import type { JobdeckApp } from "./electron-app.ts";
import { inMain } from "./in-main.ts";
import { until } from "./processes.ts";

/** Keeps a picture of the window, dark and light, with the test run's artefacts. */
export async function screenshot(jobdeck: JobdeckApp, name: string): Promise<void> {
  const folder = path.join(root, "artifacts", "screenshots");
  mkdirSync(folder, { recursive: true });
  const page = await jobdeck.page();
  for (const theme of ["dark", "light"] as const) {
    await inMain(
      jobdeck.electron,
      ({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      },
      theme,
    );
    await page.waitForFunction((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, theme);
    await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
  }
}

/** True when the window is on the screen. */
export function isVisible(jobdeck: JobdeckApp): Promise<boolean> {
  return inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
}

/** Waits until the window is on the screen, or is no more. */
export async function untilVisible(jobdeck: JobdeckApp, visible: boolean): Promise<void> {
  await until(`the window to be ${visible ? "shown" : "hidden"}`, async () =>
    (await isVisible(jobdeck)) === visible ? true : undefined,
  );
}

/** Waits until the workbench can be used: it shows the host's jobs. */
export async function untilUsable(page: Page): Promise<void> {
  await page
    .getByRole("treeitem", { name: /vector store/ })
    .first()
    .waitFor();
}
