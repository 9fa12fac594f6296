import { type ShownTheme, systemTheme, themeCss } from "../../jobs/model/theme.ts";
import type { Session } from "../state/session.ts";

export type ColorTheme = {
  /** Draws the window in these colours until another is shown. */
  readonly show: (theme: ShownTheme) => void;
  /** Draws it again as the settings say. */
  readonly restore: () => void;
};

type ColorThemeOptions = {
  readonly document: Document;
  readonly session: Pick<Session, "state">;
  /** Told what is shown, so that the system's part of the window fits. */
  readonly onShown: (theme: ShownTheme) => void;
  readonly onError: (error: unknown) => void;
};

/** Draws the window in the theme that the settings name, now and after every change of them. */
export function createColorTheme({ document, session, onShown, onError }: ColorThemeOptions): ColorTheme {
  const sheet = new CSSStyleSheet();
  let chosen: ShownTheme | null = null;
  let version = -1;
  let client = session.state.get().client;

  const show = (theme: ShownTheme): void => {
    // What the first picture was drawn with, before there was a host to ask.
    const first = document.querySelector<HTMLLinkElement>("link[data-first-theme]");
    if (first) first.disabled = true;
    sheet.replaceSync(themeCss(theme));
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
    onShown(theme);
  };

  const read = async (): Promise<void> => {
    const { theme } = (await client?.themes.current({})) ?? { theme: systemTheme };
    chosen = theme;
    show(theme);
  };

  session.state.subscribe(() => {
    const next = session.state.get();
    if (!next.client || !next.live) return;
    if (next.client === client && next.live.settingsVersion === version) return;
    client = next.client;
    version = next.live.settingsVersion;
    read().catch(onError);
  });

  return { show, restore: () => chosen && show(chosen) };
}
