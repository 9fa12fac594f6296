import { builtInThemes } from "../model/theme.ts";
import { addTheme, findTheme, listThemes } from "../settings/themes.ts";

type ThemeOptions = {
  /** The home's folder of themes. */
  readonly folder: string;
  /** The name in force. */
  readonly current: () => Promise<string>;
};

/** What the contract's calls about themes do. */
export function createThemeHandlers({ folder, current }: ThemeOptions) {
  const named = (name: string) => ({ name, ...findTheme(folder, name) });
  return {
    list: async () => [...builtInThemes.keys(), ...(await listThemes(folder))].map(named),
    current: async () => named(await current()),
    add: async (fileName: string, text: string) => ({ name: await addTheme(folder, fileName, text) }),
  };
}
