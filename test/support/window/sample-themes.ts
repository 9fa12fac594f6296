import { implement } from "@orpc/server";
import { contract } from "../../../jobs/api/contract.ts";
import { builtInThemes, readThemeText, type ShownTheme, systemTheme } from "../../../jobs/model/theme.ts";

const api = implement(contract);

/** A theme as one finds them: VS Code's names, some of which the window does not know. */
export const sampleTheme: ShownTheme = {
  base: "dark",
  colors: {
    "editor.background": "#002b36",
    "editor.foreground": "#93a1a1",
    foreground: "#93a1a1",
    "sideBar.background": "#00212b",
    "activityBar.background": "#003847",
    "statusBar.background": "#00212b",
    "titleBar.activeBackground": "#002c39",
    "tab.activeBackground": "#002b37",
    "tab.inactiveBackground": "#004052",
    "editorGroupHeader.tabsBackground": "#004052",
    "panel.background": "#00212b",
    "input.background": "#003847",
    "button.background": "#2aa19899",
    "list.activeSelectionBackground": "#005a6f",
    focusBorder: "#2aa198",
  },
};

/** The themes of the sample host; what is added is kept in memory. */
export function createSampleThemes(current: () => string) {
  const themes = new Map<string, ShownTheme>([...builtInThemes, ["Deep Sea", sampleTheme]]);
  const found = (name: string) => {
    const theme = themes.get(name);
    return { name, theme: theme ?? systemTheme, problem: theme ? null : `There is no theme file themes/${name}.json.` };
  };
  return {
    list: api.themes.list.handler(() => [...themes.keys()].map(found)),
    current: api.themes.current.handler(() => found(current())),
    add: api.themes.add.handler(({ input }) => {
      const reading = readThemeText(input.text);
      const name = input.fileName.replace(/\.json$/, "");
      if (reading.ok) themes.set(name, { base: reading.theme.base ?? "dark", colors: reading.theme.colors });
      return { name };
    }),
  };
}
