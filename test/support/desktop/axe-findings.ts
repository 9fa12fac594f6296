import axe from "axe-core";
import type { Page } from "playwright-core";
import type { JobdeckApp } from "./electron-app.ts";

export type Finding = { readonly rule: string; readonly where: readonly string[] };

/** Makes axe known to the page; once for each load. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

/** What axe finds in both themes; the reading of a page does not depend on where it is scrolled to. */
export async function axeFindings(jobdeck: JobdeckApp, page: Page): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const theme of ["dark", "light"] as const) {
    await jobdeck.electron.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await page.waitForFunction((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, theme);
    found.push(
      ...(await page.evaluate(async (name) => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
        return violations.map(({ id, nodes }) => ({
          rule: `${name}: ${id}`,
          where: nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`),
        }));
      }, theme)),
    );
  }
  return found;
}
