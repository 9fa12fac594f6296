import { readFileSync } from "node:fs";
import type { NativeTheme } from "electron";
import { homeFiles } from "../../jobs/model/home.ts";
import { readSettingsText } from "../../jobs/model/settings-text.ts";
import { type FrameColours, frameColours, type ShownTheme, systemTheme, themeCss } from "../../jobs/model/theme.ts";
import { findTheme } from "../../jobs/settings/themes.ts";

type ColorThemeOptions = {
  readonly home: string;
  readonly nativeTheme: Pick<NativeTheme, "themeSource" | "shouldUseDarkColors">;
};

export const themeSetting = "workbench.colorTheme";

/**
 * The colour theme as far as it is drawn before and around the page: known before there is a host, because a window that
 * flashes in other colours looks broken.
 */
export function createColorTheme({ home, nativeTheme }: ColorThemeOptions) {
  const { themes, settings } = homeFiles(home);
  let shown: ShownTheme = systemTheme;
  let source: NativeTheme["themeSource"] = "system";

  const show = (theme: ShownTheme): void => {
    shown = theme;
    const next = theme.base === "system" ? "system" : theme.base.endsWith("dark") ? "dark" : "light";
    if (next !== source) nativeTheme.themeSource = next;
    source = next;
  };
  const choose = (name: string): void => show(findTheme(themes, name).theme);

  choose(nameIn(settings));
  return {
    /** Takes the theme of that name, which the settings say. */
    choose,
    /** Takes what the page shows, which may be only a look at a theme. */
    show,
    /** The theme as a style sheet for the page that is about to be drawn. */
    css: (): string => themeCss(shown),
    frame: (): FrameColours => frameColours(shown, nativeTheme.shouldUseDarkColors),
  };
}

/** What the file says; the host, who comes later, tells of its mistakes. */
function nameIn(file: string): string {
  try {
    return readSettingsText(readFileSync(file, "utf8")).values.get(themeSetting) ?? "System";
  } catch {
    // There is none, or nobody may read it.
    return "System";
  }
}

export type ColorTheme = ReturnType<typeof createColorTheme>;
