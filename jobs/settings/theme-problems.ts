import type { FileProblem } from "../model/read-models/settings.ts";
import type { SettingsFile } from "./settings-file.ts";
import { findTheme } from "./themes.ts";

/** Why the theme that the settings name cannot be shown; empty when it can. */
export function themeProblems(settings: Pick<SettingsFile, "get">, folder: string): readonly FileProblem[] {
  const name = settings.get("workbench.colorTheme");
  const problem = name === undefined ? null : findTheme(folder, name).problem;
  if (problem === null) return [];
  return [{ file: `themes/${name}.json`, severity: "warning", message: problem, line: null, column: null }];
}
