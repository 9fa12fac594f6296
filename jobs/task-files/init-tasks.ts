import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type EditorFilesOptions, tsconfigText, writeTypes } from "./editor-files.ts";
import { exampleName, exampleText } from "./example-task.ts";

export type InitReport = {
  readonly folder: string;
  /** `written` is false for one that was there: what is the user's is never written over. */
  readonly files: { readonly name: string; readonly written: boolean }[];
};

/** Sets up a folder for task files: an example, and what an editor needs. Again, it only adds what is missing. */
export function initTasks(options: EditorFilesOptions): InitReport {
  const { tasksFolder: folder } = options;
  mkdirSync(folder, { recursive: true });
  // First: as soon as there is a task file, the folder is read.
  writeTypes(options);
  const files = [
    { name: "tsconfig.json", text: tsconfigText() },
    { name: exampleName, text: exampleText },
  ].map(({ name, text }) => ({ name, written: writeUnlessThere(path.join(folder, name), text) }));
  return { folder, files };
}

function writeUnlessThere(file: string, text: string): boolean {
  if (existsSync(file)) return false;
  writeFileSync(file, text, { flag: "wx" });
  return true;
}
