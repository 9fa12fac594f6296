import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { writeAtomically } from "../files/atomic-write.ts";
import { JobdeckError, messageOf } from "../model/errors.ts";
import { builtInThemes, readThemeText, type ShownTheme, systemTheme, type ThemeFile } from "../model/theme.ts";

/** What a name leads to: a theme, or why there is none. */
export type FoundTheme = { readonly theme: ShownTheme; readonly problem: string | null };

/** A file that stands upon another that stands upon another: VS Code's own go three deep. */
const deepest = 8;

/** The theme of that name: one that comes with the window, or a file in the folder. A broken one is the system's. */
export function findTheme(folder: string, name: string): FoundTheme {
  const known = builtInThemes.get(name);
  if (known) return { theme: known, problem: null };
  try {
    return { theme: load(folder, `${name}.json`, 0), problem: null };
  } catch (error) {
    return { theme: systemTheme, problem: messageOf(error) };
  }
}

/** The names of the files in the folder, without their endings. */
export async function listThemes(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /\.json$/i.test(name) && isFileName(name))
      .map((name) => name.replace(/\.json$/i, ""))
      .sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Puts a theme into the folder, once it is known to be one. Gives its name. The same theme again replaces itself.
 *
 * @throws JobdeckError BAD_INPUT with what is wrong with it
 */
export async function addTheme(folder: string, fileName: string, text: string): Promise<string> {
  const name = fileName.replace(/\.json$/i, "");
  if (!isFileName(`${name}.json`) || builtInThemes.has(name))
    throw new JobdeckError("BAD_INPUT", `A theme cannot be called "${name}". Give its file another name.`);
  const reading = readThemeText(text);
  if (!reading.ok) throw new JobdeckError("BAD_INPUT", `${fileName} was not added. ${reading.problem}`);
  try {
    if (reading.theme.include !== undefined) load(folder, included(reading.theme.include), 1);
  } catch (error) {
    throw new JobdeckError("BAD_INPUT", `${fileName} was not added. ${messageOf(error)}`);
  }
  await writeAtomically(path.join(folder, `${name}.json`), text);
  return name;
}

function load(folder: string, fileName: string, depth: number): ShownTheme {
  const { base, colors } = loadFile(folder, fileName, depth);
  return { base: base ?? "dark", colors };
}

function loadFile(folder: string, fileName: string, depth: number): Pick<ThemeFile, "base" | "colors"> {
  if (depth > deepest) throw new Error(`The themes include one another more than ${deepest} deep, or in a circle.`);
  if (!isFileName(fileName)) throw new Error(`"${fileName}" is not the name of a file in ${folder}.`);
  const reading = readThemeText(textOf(folder, fileName));
  if (!reading.ok) throw new Error(`${fileName}: ${reading.problem}`);
  const { base, colors, include } = reading.theme;
  if (include === undefined) return { base, colors };
  const below = loadFile(folder, included(include), depth + 1);
  return { base: base ?? below.base, colors: { ...below.colors, ...colors } };
}

function textOf(folder: string, fileName: string): string {
  try {
    return readFileSync(path.join(folder, fileName), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new Error(`There is no theme file ${path.join(folder, fileName)}. Put it there, or choose another theme.`);
    throw error;
  }
}

/** Files include their neighbours ("./dark_vs.json"); nothing outside of the folder is ever read. */
function included(include: string): string {
  return include.replace(/^\.[/\\]/, "");
}

function isFileName(name: string): boolean {
  return name.length <= 200 && /^[^/\\:*?"<>|\p{Cc}]+\.json$/iu.test(name) && !name.startsWith(".");
}
