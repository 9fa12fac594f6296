import axe from "axe-core";
import type { Page } from "playwright-core";
import type { JobdeckApp } from "./electron-app.ts";
import { inMain } from "./in-main.ts";

export type Finding = { readonly rule: string; readonly where: readonly string[] };

/** The dark one first: there everything is looked at. */
const themes = [
  { name: "dark", scheme: "dark", contrast: "no-preference" },
  { name: "light", scheme: "light", contrast: "no-preference" },
  { name: "high contrast", scheme: "dark", contrast: "more" },
] as const;

/** Makes axe known to the page; once for each load. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

/**
 * What axe finds in all themes: everything in the dark one, and in the others what colours can make wrong. The reading of a
 * page does not depend on where it is scrolled to.
 */
export async function axeFindings(jobdeck: JobdeckApp, page: Page): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const theme of themes) {
    await wear(jobdeck, page, theme);
    found.push(...(await look(page, theme.name, theme === themes[0])));
  }
  return found;
}

async function wear(jobdeck: JobdeckApp, page: Page, { scheme, contrast }: (typeof themes)[number]): Promise<void> {
  await inMain(
    jobdeck.electron,
    ({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    },
    scheme,
  );
  await page.emulateMedia({ contrast });
  await page.waitForFunction(
    ([wanted, more]) =>
      matchMedia(`(prefers-color-scheme: ${wanted})`).matches &&
      matchMedia("(prefers-contrast: more)").matches === (more === "more"),
    [scheme, contrast] as const,
  );
}

function look(page: Page, theme: string, whole: boolean): Promise<readonly Finding[]> {
  return page.evaluate(
    async ([name, all]) => {
      const options = all ? {} : { runOnly: ["color-contrast", "link-in-text-block"] };
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options);
      return violations.map(({ id, nodes }) => ({
        rule: `${name}: ${id}`,
        where: nodes.map(({ target, failureSummary }) => `${target.join(" ")} ${failureSummary}`),
      }));
    },
    [theme, whole] as const,
  );
}
